package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds one {@link JsonValue} and counts its values while reading: two bytes of text can need a hundred bytes of heap. */
final class JsonValueReader {

    private final JsonParser parser;
    private int left;

    JsonValueReader(JsonParser parser, int maximumValues) {
        this.parser = parser;
        this.left = maximumValues;
    }

    /** @throws StreamConstraintsException if there are more values than allowed */
    JsonValue read() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "no value");
        }
        if (left-- == 0) {
            throw new StreamConstraintsException("too many values", parser.currentTokenLocation());
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> elements();
            case VALUE_STRING -> new JsonValue.Text(parser.getText());
            case VALUE_NULL -> JsonValue.Literal.NULL;
            default -> new JsonValue.Literal(parser.getText());
        };
    }

    private JsonObject object() throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.put(name, read()) != null) {
                repeated.add(name);
            }
        }
        return new JsonObject(members, repeated);
    }

    private JsonValue.Elements elements() throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read());
        }
        return new JsonValue.Elements(values);
    }
}
