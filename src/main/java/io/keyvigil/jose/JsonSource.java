package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON text of strangers, read strictly (RFC 8259) and with bounds.
 *
 * <ol>
 *   <li>More than 64 levels are refused before they are built.
 *   <li>A member that stands twice is no error; see {@link JsonObject}.
 *   <li>A complaint gives line and column (from 1), never the text that stands there: it may be a secret.
 * </ol>
 */
final class JsonSource {

    static final int MAXIMUM_DEPTH = 64;

    // Names of strangers must not fill a table that lives as long as the process.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .build())
            .build();

    private JsonSource() {}

    static JsonParser open(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** Reads a text that is one value and nothing else. */
    static JsonValue read(String text) throws IOException {
        try (JsonParser parser = open(text)) {
            parser.nextToken();
            JsonValue value = value(parser);
            end(parser);
            return value;
        }
    }

    /** Makes sure that nothing follows the value. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new SurplusText(parser);
        }
    }

    /** Reads the value whose first token the parser stands on. */
    static JsonValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new JsonValue.Text(parser.getText());
            case VALUE_NULL -> JsonValue.Literal.NULL;
            default -> new JsonValue.Literal(parser.getText());
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.put(name, value(parser)) != null) {
                repeated.add(name);
            }
        }
        return new JsonObject(members, repeated);
    }

    private static JsonValue.Elements elements(JsonParser parser) throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new JsonValue.Elements(values);
    }

    static boolean endsEarly(IOException failure) {
        return failure instanceof JsonEOFException;
    }

    /** Also where an object ends after a comma, which the parser takes for a wrong character. */
    static boolean endsEarly(IOException failure, String text) {
        boolean atEnd = failure instanceof JsonProcessingException located
                && located.getLocation() != null
                && located.getLocation().getCharOffset() >= text.length();
        return endsEarly(failure) || atEnd && text.startsWith("{");
    }

    /** What is wrong and where, without a word of the source. */
    static String complaint(IOException failure) {
        String what = "not JSON";
        if (failure instanceof StreamConstraintsException) {
            what = "nested deeper than " + MAXIMUM_DEPTH + " levels, or a name or number is too long";
        } else if (endsEarly(failure)) {
            what = "the JSON text ends early";
        } else if (failure instanceof SurplusText) {
            what = "text follows after the JSON value";
        }
        return failure instanceof JsonProcessingException located && located.getLocation() != null
                ? what + place(located.getLocation())
                : what;
    }

    private static String place(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static final class SurplusText extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        SurplusText(JsonParser parser) {
            super("text after the value", parser.currentTokenLocation());
        }
    }
}
