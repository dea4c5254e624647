package io.keyvigil.jose;

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
        return new Base64Scan(text).reading();
    }
}
