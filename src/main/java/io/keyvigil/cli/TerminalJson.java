package io.keyvigil.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Writes JSON for a terminal. All characters except printable ASCII are escaped: values are unchanged, and cannot contain control
 * sequences.
 */
final class TerminalJson {

    private static final int LAST_PRINTABLE = '~';
    private static final ObjectMapper JSON = new JsonMapper(
            new JsonFactoryBuilder().highestNonEscapedChar(LAST_PRINTABLE).build());

    private TerminalJson() {}

    static String line(Object value) {
        return written(JSON.writer(), value);
    }

    static String indented(Object value) {
        return written(JSON.writerWithDefaultPrettyPrinter(), value);
    }

    private static String written(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree or a map of texts", impossible);
        }
    }
}
