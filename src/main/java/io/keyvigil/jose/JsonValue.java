package io.keyvigil.jose;

import java.util.List;

/**
 * A JSON value (RFC 8259) as it was received: numbers keep their notation, and objects know their repeated members.
 * Immutable. The text form never shows content, because claims and keys consist of these values.
 */
public sealed interface JsonValue permits JsonObject, JsonValue.Elements, JsonValue.Text, JsonValue.Literal {

    /** A JSON array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "array of " + values.size();
        }
    }

    /** A JSON string, unescaped. */
    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return "string of " + value.length();
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}, in the notation of the source. */
    record Literal(String spelling) implements JsonValue {
        public static final Literal NULL = new Literal("null");

        @Override
        public String toString() {
            return "literal";
        }
    }

    /** Whether it is {@code null}, or a string, array or object without content. */
    default boolean isEmpty() {
        return this instanceof Text text && text.value().isEmpty()
                || this instanceof Elements elements && elements.values().isEmpty()
                || this instanceof JsonObject object && object.members().isEmpty()
                || equals(Literal.NULL);
    }
}
