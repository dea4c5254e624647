package io.keyvigil.diagnosis.message;

import io.keyvigil.diagnosis.message.CatalogContents.Match;
import java.util.List;
import java.util.Optional;

/** All known messages. They are loaded once, at the first use, because most processes explain none. Immutable. */
public final class MessageCatalog {

    private static final class Shipped {
        private static final CatalogContents CONTENTS = CatalogContents.load();
    }

    /** @param id a code such as {@code AADSTS7000215} */
    public Optional<KnownMessage> code(String id) {
        return Shipped.CONTENTS.code(id);
    }

    List<KnownMessage> codes() {
        return Shipped.CONTENTS.codes();
    }

    List<KnownMessage> texts() {
        return Shipped.CONTENTS.texts();
    }

    List<Match> find(String text) {
        return Shipped.CONTENTS.find(text);
    }
}
