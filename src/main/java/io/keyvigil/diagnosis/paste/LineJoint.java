package io.keyvigil.diagnosis.paste;

/**
 * The text between two parts of a token that was broken by copying: white space, the mark of a quoted e-mail line, a
 * continued shell line, an escaped line break, or two string literals that a program joins.
 *
 * @param end the index after it
 * @param breaksLine whether a line ends in it
 */
record LineJoint(int end, boolean breaksLine) {

    private static final int LONGEST = 256;
    private static final String BETWEEN_LITERALS = "+.&\\_";

    /** The joint at that index; an empty one if there is none. */
    static LineJoint at(String text, int start) {
        LineJoint plain = plain(text, start);
        return plain.end() == start ? literals(text, start) : plain;
    }

    boolean isNone(int start) {
        return end == start;
    }

    private static LineJoint plain(String text, int start) {
        int last = Math.min(text.length(), start + LONGEST);
        boolean broken = false;
        int index = start;
        while (index < last) {
            char letter = text.charAt(index);
            if (Letters.isWhiteSpace(letter)) {
                broken |= Letters.isLineBreak(letter);
                index++;
            } else if (broken && (letter == '>' || letter == '|')) {
                index++;
            } else if (isContinuation(letter) && index + 1 < last && isBreak(text.charAt(index + 1), letter)) {
                broken = true;
                index += 2;
            } else {
                break;
            }
        }
        return new LineJoint(index, broken);
    }

    private static boolean isContinuation(char letter) {
        return letter == '\\' || letter == '=' || letter == '`' || letter == '^';
    }

    /** Whether it is a line break after its escape, or the letter for it in JSON. */
    private static boolean isBreak(char letter, char escape) {
        return Letters.isLineBreak(letter) || escape == '\\' && (letter == 'n' || letter == 'r');
    }

    /** A quote, an operator that joins two literals, and a quote. */
    private static LineJoint literals(String text, int start) {
        if (start >= text.length() || !Letters.isQuote(text.charAt(start))) {
            return new LineJoint(start, false);
        }
        char quote = text.charAt(start);
        int last = Math.min(text.length(), start + LONGEST);
        for (int index = start + 1; index < last; index++) {
            char letter = text.charAt(index);
            if (letter == quote) {
                return new LineJoint(index > start + 1 ? index + 1 : start, true);
            }
            if (!Letters.isWhiteSpace(letter) && BETWEEN_LITERALS.indexOf(letter) < 0) {
                break;
            }
        }
        return new LineJoint(start, false);
    }
}
