package io.keyvigil.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Reads untrusted JSON text strictly (RFC 8259) and with limits.
 *
 * <ol>
 *   <li>More than 64 levels, and more values than the caller allows, are refused before they are built.
 *   <li>A repeated member is not an error; see {@link JsonObject}.
 *   <li>An error message contains line and column (from 1), never the text at that place: it may be a secret.
 * </ol>
 */
final class JsonSource {

    static final int MAXIMUM_DEPTH = 64;

    /** The maximum number of values in the largest token. */
    private static final int MAXIMUM_VALUES = JwtParser.MAXIMUM_LENGTH / 2;

    // Untrusted names must not fill a table that lives as long as the process.
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

    /** Reads a text that consists of exactly one value. */
    static JsonValue read(String text) throws IOException {
        try (JsonParser parser = open(text)) {
            parser.nextToken();
            JsonValue value = value(parser, MAXIMUM_VALUES);
            end(parser);
            return value;
        }
    }

    /** Checks that nothing follows the value. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new SurplusText(parser);
        }
    }

    /**
     * Reads the value at whose first token the parser is; stops when the number of values, including nested ones,
     * exceeds the maximum.
     */
    static JsonValue value(JsonParser parser, int maximumValues) throws IOException {
        return new JsonValueReader(parser, maximumValues).read();
    }

    static boolean endsEarly(IOException failure) {
        return failure instanceof JsonEOFException;
    }

    /**
     * Whether the text ends too early. Also true if an object ends after a comma, which the parser reports as an
     * invalid character.
     */
    static boolean endsEarly(IOException failure, String text) {
        boolean atEnd = failure instanceof JsonProcessingException located
                && located.getLocation() != null
                && located.getLocation().getCharOffset() >= text.length();
        return endsEarly(failure) || atEnd && text.startsWith("{");
    }

    /** The error and its position, without any text of the source. */
    static String complaint(IOException failure) {
        String what = "not JSON";
        if (failure instanceof StreamConstraintsException) {
            what = "nested deeper than " + MAXIMUM_DEPTH + " levels, too many values, or a name or number is too long";
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
