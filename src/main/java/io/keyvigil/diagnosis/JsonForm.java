package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;

/** The JSON forms that validators distinguish. */
enum JsonForm {
    NULL("null"),
    BOOLEAN("true or false"),
    NUMBER("a number"),
    VAST_NUMBER("a number beyond every floating-point number"),
    TEXT("text"),
    TEXTS("a list of texts"),
    TEXTS_AND_NULLS("a list that contains null"),
    LIST("a list of other values than text"),
    OBJECT("an object");

    private final String words;

    JsonForm(String words) {
        this.words = words;
    }

    /** The words for users, after "is". */
    String words() {
        return words;
    }

    static JsonForm of(JsonValue value) {
        if (value instanceof JsonValue.Text) {
            return TEXT;
        }
        if (value instanceof JsonObject) {
            return OBJECT;
        }
        return value instanceof JsonValue.Elements elements
                ? list(elements)
                : literal(((JsonValue.Literal) value).spelling());
    }

    private static JsonForm list(JsonValue.Elements elements) {
        if (elements.values().stream().allMatch(JsonValue.Text.class::isInstance)) {
            return TEXTS;
        }
        return elements.values().stream()
                        .allMatch(each -> each instanceof JsonValue.Text || each.equals(JsonValue.Literal.NULL))
                ? TEXTS_AND_NULLS
                : LIST;
    }

    private static JsonForm literal(String spelling) {
        return switch (spelling) {
            case "null" -> NULL;
            case "true", "false" -> BOOLEAN;
            default -> Double.isInfinite(Double.parseDouble(spelling)) ? VAST_NUMBER : NUMBER;
        };
    }
}
