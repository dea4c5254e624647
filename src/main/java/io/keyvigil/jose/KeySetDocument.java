package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the JSON text of a JWK Set with one key in memory at a time, and stops when there are too many keys. */
final class KeySetDocument {
    private final JsonParser parser;
    private Optional<List<PublishedKey>> keys = Optional.empty();
    private boolean looksLikeOneKey;

    private KeySetDocument(JsonParser parser) {
        this.parser = parser;
    }

    static JwkSetReading read(String text) {
        try (JsonParser parser = JsonSource.open(text)) {
            return new KeySetDocument(parser).read();
        } catch (IOException failure) {
            return new JwkSetReading.Unreadable(SetFlaw.NOT_JSON, JsonSource.complaint(failure));
        }
    }

    static JwkSetReading readable(List<PublishedKey> keys) {
        return new JwkSetReading.Readable(
                new JwkSet(keys.stream().map(PublishedKey::jwk).toList()),
                keys.stream().map(PublishedKey::publicJson).toList());
    }

    static JwkSetReading tooManyKeys() {
        return new JwkSetReading.Unreadable(
                SetFlaw.TOO_MANY_KEYS, "more than " + JwkSetParser.MAXIMUM_KEYS + " keys; the rest was not read");
    }

    private JwkSetReading read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new JwkSetReading.Unreadable(SetFlaw.NOT_JSON, "the text is empty");
        }
        boolean object = first == JsonToken.START_OBJECT;
        if (object && !membersFit()) {
            return tooManyKeys();
        }
        parser.skipChildren();
        JsonSource.end(parser);
        return keys.map(KeySetDocument::readable).orElseGet(() -> notAKeySet(object));
    }

    private boolean membersFit() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            looksLikeOneKey |= name.equals("kty");
            if (name.equals("keys")) {
                keys = Optional.empty();
                if (value == JsonToken.START_ARRAY && !keysFit()) {
                    return false;
                }
            }
            parser.skipChildren();
        }
        return true;
    }

    private boolean keysFit() throws IOException {
        List<PublishedKey> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == JwkSetParser.MAXIMUM_KEYS) {
                return false;
            }
            entries.add(PublishedKey.of(JsonSource.value(parser, JwkSetParser.MAXIMUM_VALUES)));
        }
        keys = Optional.of(entries);
        return true;
    }

    private JwkSetReading notAKeySet(boolean object) {
        String detail = "a JSON object without an array \"keys\"";
        if (!object) {
            detail = "not a JSON object";
        } else if (looksLikeOneKey) {
            detail = "a single JWK (it has \"kty\"), not a JWK Set: put it into {\"keys\":[…]}";
        }
        return new JwkSetReading.Unreadable(SetFlaw.NOT_A_KEY_SET, detail);
    }
}
