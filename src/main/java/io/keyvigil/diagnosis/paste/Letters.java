package io.keyvigil.diagnosis.paste;

/** The characters of tokens, and those that get into a token only by copying. */
final class Letters {

    private static final String INVISIBLE = "\u00A0\u00AD\u200B\u200C\u200D\u2028\u2029\u2060\uFEFF";
    private static final String DAMAGE = "*!$#@^?";

    private Letters() {}

    static boolean isBase64Url(char letter) {
        return letter >= 'A' && letter <= 'Z'
                || letter >= 'a' && letter <= 'z'
                || letter >= '0' && letter <= '9'
                || letter == '-'
                || letter == '_';
    }

    /** Whether it is of either alphabet, or padding (RFC 4648 sections 4 and 5). */
    static boolean isBase64(char letter) {
        return isBase64Url(letter) || letter == '+' || letter == '/' || letter == '=';
    }

    static boolean isWhiteSpace(char letter) {
        return letter == ' ' || letter >= '\t' && letter <= '\r' || isInvisible(letter);
    }

    static boolean isInvisible(char letter) {
        return letter > '~' && INVISIBLE.indexOf(letter) >= 0;
    }

    static boolean isLineBreak(char letter) {
        return letter == '\n' || letter == '\r';
    }

    /** Whether it is neither of base64 nor a separator of words: between two other characters it is damage. */
    static boolean isDamage(char letter) {
        return DAMAGE.indexOf(letter) >= 0
                || letter > '~' && letter != '…' && !isInvisible(letter) && !isTypographicQuote(letter);
    }

    static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'' || letter == '`' || isTypographicQuote(letter);
    }

    private static boolean isTypographicQuote(char letter) {
        return letter >= '\u2018' && letter <= '\u201F' || letter == '\u00AB' || letter == '\u00BB';
    }
}
