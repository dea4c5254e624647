package io.keyvigil.jose;

/**
 * Makes untrusted text safe to print in a log line, on a terminal, or in a text response. Characters that control a
 * terminal, end a line or change the reading order are replaced by their code points, such as {@code <U+202E>}. These
 * are all control characters (C0, DEL and C1), the line and paragraph separators, all format characters, including
 * bidirectional ones, and lone surrogates.
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

    /** Returns the text as the value of {@code key="…"} in a log line: double quotes are also replaced. */
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
