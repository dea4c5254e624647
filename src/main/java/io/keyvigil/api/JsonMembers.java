package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a JSON object as text by member name, in one pass and without building a tree.
 *
 * <ol>
 *   <li>A string is unescaped. Every other value is the text of the source. A member with the value {@code null} is omitted.
 *   <li>An object has at most {@value #MAX_MEMBERS} members, a value at most {@value #MAX_DEPTH} levels. Reading stops at the
 *       first excess.
 *   <li>A duplicate member is rejected: with two tokens in one request, the subject of the response would be ambiguous.
 * </ol>
 */
final class JsonMembers {

    static final int MAX_MEMBERS = 64;
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonMembers() {}

    /**
     * Returns the members; empty if the text is JSON, but not an object.
     *
     * @throws JsonProcessingException if it is not JSON, or violates one of the rules above
     */
    static Optional<Map<String, String>> of(String text) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(members(parser, text)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a text is read without input", e);
        }
    }

    private static Map<String, String> members(JsonParser parser, String text) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (members.size() == MAX_MEMBERS || members.put(name, value(parser, text)) != null) {
                throw new JsonParseException(parser, "too many members, or one twice");
            }
            if (value == JsonToken.VALUE_NULL) {
                members.remove(name);
            }
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "text after the object");
        }
        return members;
    }

    private static String value(JsonParser parser, String text) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        // The parser reads to the end of a number only on request.
        parser.finishToken();
        return text.substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    /** Returns the position of an error, as a text to append. */
    static String place(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        return place == null ? "" : ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
