package io.keyvigil.jose;

import java.util.HexFormat;

/**
 * Shortens untrusted text. A text that is too long is replaced by its first 64 characters, {@code …} and the first
 * eight hexadecimal digits of its SHA-256. Any text of that form counts as cut, and is read back from storage
 * unchanged.
 */
final class CutText {
    private static final int KEPT_CHARACTERS = 64;
    private static final int HASH_DIGITS = 8;
    private static final char MARK = '…';

    private CutText() {}

    static String cut(String text, int maximumCharacters) {
        if (text.length() <= maximumCharacters) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(KEPT_CHARACTERS - 1));
        String hash = HexFormat.of().formatHex(Sha256.of(text)).substring(0, HASH_DIGITS);
        return text.substring(0, splitsPair ? KEPT_CHARACTERS - 1 : KEPT_CHARACTERS) + MARK + hash;
    }

    static boolean isCut(String text) {
        int mark = text.length() - HASH_DIGITS - 1;
        return (mark == KEPT_CHARACTERS || mark == KEPT_CHARACTERS - 1)
                && text.charAt(mark) == MARK
                && text.substring(mark + 1).matches("[0-9a-f]+");
    }
}
