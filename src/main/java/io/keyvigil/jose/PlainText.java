package io.keyvigil.jose;

/**
 * Text of strangers as it may be printed: in a log line, on a terminal, in a text answer. Characters that steer a terminal, end a
 * line or change the order of reading become their code points, like {@code <U+202E>}. These are all control characters (C0, DEL and C1),
 * the line and paragraph separators, all format characters, bidirectional ones included, and halves of surrogate pairs.
 */
public final class PlainText {

    private PlainText() {}

    public static String of(String text) {
        if (text.codePoints().allMatch(PlainText::isPlain)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                plain.appendCodePoint(point);
            } else {
                plain.append(String.format("<U+%04X>", point));
            }
        });
        return plain.toString();
    }

    /** The text as the value of {@code key="…"} in a log line: without double quotes, too. */
    public static String quotable(String text) {
        return of(text).replace('"', '\'');
    }

    public static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
