package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Searches a JSON text for {@code kids} and keeps only the kids. */
final class KidListDocument {

    private final JsonParser parser;
    private Optional<JwkSetReading> kids = Optional.empty();
    private boolean hasKeys;

    private KidListDocument(JsonParser parser) {
        this.parser = parser;
    }

    /** Returns the listed kids; empty if the text is anything else, whether a JWK Set or invalid. */
    static Optional<JwkSetReading> read(String text) {
        try (JsonParser parser = JsonSource.open(text)) {
            return new KidListDocument(parser).read();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Optional<JwkSetReading> read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            hasKeys |= name.equals("keys");
            if (name.equals("kids")) {
                kids = Optional.of(value == JsonToken.START_ARRAY ? labels() : notLabels());
            }
            parser.skipChildren();
        }
        JsonSource.end(parser);
        return kids.filter(read -> !hasKeys);
    }

    private JwkSetReading labels() throws IOException {
        List<PublishedKey> keys = new ArrayList<>();
        boolean sound = true;
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            sound &= next == JsonToken.VALUE_STRING && keys.size() < JwkSetParser.MAXIMUM_KEYS;
            if (sound) {
                keys.add(
                        PublishedKey.of(new JsonObject(Map.of("kid", new JsonValue.Text(parser.getText())), Set.of())));
            }
            parser.skipChildren();
        }
        if (sound) {
            return KeySetDocument.readable(keys);
        }
        return keys.size() == JwkSetParser.MAXIMUM_KEYS ? KeySetDocument.tooManyKeys() : notLabels();
    }

    private static JwkSetReading notLabels() {
        return new JwkSetReading.Unreadable(SetFlaw.NOT_A_KEY_SET, "\"kids\" is not an array of strings");
    }
}
