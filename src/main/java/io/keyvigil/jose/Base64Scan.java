package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Base64;

/** Reads a base64 text in one pass: keeps the sextets and the position of the first deviation of each kind. */
final class Base64Scan {
    private static final int MAXIMUM_PADDING = 2;

    private final String text;
    private final byte[] sextets;
    private int count;
    private int paddings;
    private int firstPadding = -1;
    private int firstOfStandardAlphabet = -1;
    private int firstWhiteSpace = -1;

    Base64Scan(String text) {
        this.text = text;
        this.sextets = new byte[text.length()];
    }

    Base64Reading reading() {
        for (int position = 0; position < text.length(); position++) {
            if (!fits(text.charAt(position), position)) {
                return new Base64Reading.Undecodable(position, false);
            }
        }
        if (count % 4 == 1) {
            return new Base64Reading.Undecodable(text.length(), true);
        }
        byte[] octets = Base64.getUrlDecoder().decode(Arrays.copyOf(sextets, count));
        return new Base64Reading.Decoded(octets, firstPadding, firstOfStandardAlphabet, firstWhiteSpace);
    }

    private boolean fits(char character, int position) {
        switch (character) {
            case ' ', '\t', '\r', '\n' -> firstWhiteSpace = earlier(firstWhiteSpace, position);
            case '=' -> {
                firstPadding = earlier(firstPadding, position);
                return count > 0 && ++paddings <= MAXIMUM_PADDING;
            }
            case '+', '/' -> {
                firstOfStandardAlphabet = earlier(firstOfStandardAlphabet, position);
                return sextetFits(character == '+' ? '-' : '_');
            }
            default -> {
                return isOfUrlAlphabet(character) && sextetFits(character);
            }
        }
        return true;
    }

    private boolean sextetFits(char character) {
        sextets[count++] = (byte) character;
        return paddings == 0;
    }

    private static int earlier(int first, int position) {
        return first < 0 ? position : first;
    }

    private static boolean isOfUrlAlphabet(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '-'
                || character == '_';
    }
}
