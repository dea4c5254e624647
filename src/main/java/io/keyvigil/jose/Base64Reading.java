package io.keyvigil.jose;

/**
 * The result of decoding one base64url value leniently (RFC 7515 section 2, RFC 4648 sections 4 and 5).
 *
 * <ol>
 *   <li>Padding at the end, the standard alphabet, and spaces, tabs and line breaks anywhere are accepted. The
 *       position of the first of each is reported.
 *   <li>Surplus bits in the last character are ignored.
 *   <li>Positions are counted in characters from 0.
 * </ol>
 */
sealed interface Base64Reading {

    /** The decoded value; a position is negative if there is none of its kind. */
    record Decoded(byte[] octets, int firstPadding, int firstOfStandardAlphabet, int firstWhiteSpace)
            implements Base64Reading {
        boolean strict() {
            return firstPadding < 0 && firstOfStandardAlphabet < 0 && firstWhiteSpace < 0;
        }
    }

    /**
     * The text is not base64.
     *
     * @param position of the first invalid character; the length of the text if it ends too early
     */
    record Undecodable(int position, boolean endsEarly) implements Base64Reading {}

    static Base64Reading of(String text) {
        return new Base64Scan(text).reading();
    }
}
