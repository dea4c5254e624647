package io.keyvigil.diagnosis.message;

import java.util.Arrays;

/**
 * A text normalized for the comparison with templates: lower case, every run of white space replaced by one space,
 * every quotation mark by an apostrophe. Linear in the length of the text.
 */
final class NormalText {

    private static final char[] ASCII = new char[128];
    private static final String QUOTES = "\"`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb";

    private final String value;
    private final int[] origins;

    private NormalText(String value, int[] origins) {
        this.value = value;
        this.origins = origins;
    }

    static NormalText of(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        int[] origins = new int[text.length()];
        boolean afterSpace = false;
        for (int index = 0; index < text.length(); index++) {
            char character = normal(text.charAt(index));
            if (character != ' ' || !afterSpace) {
                origins[normal.length()] = index;
                normal.append(character);
            }
            afterSpace = character == ' ';
        }
        return new NormalText(normal.toString(), Arrays.copyOf(origins, normal.length()));
    }

    static {
        for (char character = 0; character < ASCII.length; character++) {
            ASCII[character] = folded(character);
        }
    }

    private static char normal(char character) {
        return character < ASCII.length ? ASCII[character] : folded(character);
    }

    private static char folded(char character) {
        if (Character.isWhitespace(character) || character == '\u00a0') {
            return ' ';
        }
        return QUOTES.indexOf(character) >= 0 ? '\'' : Character.toLowerCase(character);
    }

    String value() {
        return value;
    }

    /** The index in the original text for an index in the normalized text. */
    int origin(int index) {
        return index < origins.length ? origins[index] : 0;
    }
}
