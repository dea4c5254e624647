package io.keyvigil.jose;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON without white space. Control characters and lone surrogates are escaped: any UTF-8 store keeps the text
 * unchanged, and its digest is unique.
 */
final class JsonSpelling {
    private final StringBuilder text = new StringBuilder();
    private final boolean canonical;

    private JsonSpelling(boolean canonical) {
        this.canonical = canonical;
    }

    /** Writes members in the order of the source, and repeated ones twice. Reading the text gives an equal value. */
    static String published(JsonValue value) {
        return new JsonSpelling(false).write(value).text.toString();
    }

    /** Writes members in the order of their names, each once. Objects with the same content have equal texts. */
    static String canonical(JsonValue value) {
        return new JsonSpelling(true).write(value).text.toString();
    }

    private JsonSpelling write(JsonValue value) {
        if (value instanceof JsonObject object) {
            writeObject(object);
        } else if (value instanceof JsonValue.Elements elements) {
            writeElements(elements);
        } else if (value instanceof JsonValue.Text string) {
            writeString(string.value());
        } else {
            text.append(((JsonValue.Literal) value).spelling());
        }
        return this;
    }

    private void writeObject(JsonObject object) {
        Map<String, JsonValue> members = canonical ? new TreeMap<>(object.members()) : object.members();
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            int times = !canonical && object.repeated().contains(member.getKey()) ? 2 : 1;
            for (int time = 0; time < times; time++) {
                text.append(separator);
                writeString(member.getKey());
                text.append(':');
                write(member.getValue());
                separator = ",";
            }
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private void writeElements(JsonValue.Elements elements) {
        text.append('[');
        for (Iterator<JsonValue> values = elements.values().iterator(); values.hasNext(); ) {
            write(values.next());
            text.append(values.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void writeString(String value) {
        text.append('"');
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (Character.isISOControl(character) || isLoneSurrogate(value, index)) {
                text.append("\\u").append(HexFormat.of().toHexDigits(character));
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }

    private static boolean isLoneSurrogate(String value, int index) {
        char character = value.charAt(index);
        if (Character.isHighSurrogate(character)) {
            return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
        }
        return Character.isLowSurrogate(character)
                && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
    }
}
