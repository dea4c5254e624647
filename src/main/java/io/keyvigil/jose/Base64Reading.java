package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Base64;

/**
 * One value in base64url as it is found in the field (RFC 7515 section 2, RFC 4648 sections 4 and 5).
 *
 * <ol>
 *   <li>Padding at the end, the standard alphabet, and spaces, tabs and line breaks anywhere are read, and it is known
 *       where the first of each stands.
 *   <li>Surplus bits in the last character are ignored.
 *   <li>Positions are counted in characters from 0.
 * </ol>
 */
sealed interface Base64Reading {

    /** It was decoded; a position is negative where there is none of the kind. */
    record Decoded(byte[] octets, int firstPadding, int firstOfStandardAlphabet, int firstWhiteSpace)
            implements Base64Reading {
        boolean strict() {
            return firstPadding < 0 && firstOfStandardAlphabet < 0 && firstWhiteSpace < 0;
        }
    }

    /**
     * It is no base64.
     *
     * @param position of the first character that cannot stand there; the length where the text ends too early
     */
    record Undecodable(int position, boolean endsEarly) implements Base64Reading {}

    static Base64Reading of(String text) {
        byte[] sextets = new byte[text.length()];
        int count = 0;
        int paddings = 0;
        int[] first = {-1, -1, -1};
        for (int position = 0; position < text.length(); position++) {
            char character = text.charAt(position);
            if (isWhiteSpace(character)) {
                first[2] = first[2] < 0 ? position : first[2];
            } else if (character == '=' && ++paddings <= 2 && count > 0) {
                first[0] = first[0] < 0 ? position : first[0];
            } else if (paddings > 0 || !isOfAlphabet(character)) {
                return new Undecodable(position, false);
            } else {
                if (character == '+' || character == '/') {
                    first[1] = first[1] < 0 ? position : first[1];
                }
                sextets[count++] = (byte) ofUrlAlphabet(character);
            }
        }
        if (count % 4 == 1) {
            return new Undecodable(text.length(), true);
        }
        byte[] octets = Base64.getUrlDecoder().decode(Arrays.copyOf(sextets, count));
        return new Decoded(octets, first[0], first[1], first[2]);
    }

    private static boolean isWhiteSpace(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private static boolean isOfAlphabet(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || "-_+/".indexOf(character) >= 0;
    }

    private static char ofUrlAlphabet(char character) {
        return character == '+' ? '-' : character == '/' ? '_' : character;
    }
}
