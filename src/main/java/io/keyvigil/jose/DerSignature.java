package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads {@code ECDSA-Sig-Value}, a SEQUENCE of two INTEGERs (RFC 3279 section 2.2.3). Superfluous or missing leading
 * zero bytes and lengths in long form are accepted; trailing bytes are not.
 */
final class DerSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_FORM = 0x80;

    private final byte[] der;
    private int position;

    private DerSignature(byte[] der) {
        this.der = der;
    }

    static Optional<Octets> read(byte[] der, EcCurve curve) {
        DerSignature source = new DerSignature(der);
        int content = source.length(SEQUENCE);
        if (content < 0 || source.position + content != der.length) {
            return Optional.empty();
        }
        Optional<BigInteger> r = source.integer();
        Optional<BigInteger> s = source.integer();
        int octets = curve.coordinateOctets();
        boolean complete = r.isPresent() && s.isPresent() && source.position == der.length;
        return complete && fits(r.get(), octets) && fits(s.get(), octets)
                ? Optional.of(sideBySide(r.get(), s.get(), octets))
                : Optional.empty();
    }

    private static boolean fits(BigInteger number, int octets) {
        return number.bitLength() <= octets * 8;
    }

    private static Octets sideBySide(BigInteger r, BigInteger s, int octets) {
        byte[] both = Arrays.copyOf(UnsignedOctets.of(r, octets), 2 * octets);
        System.arraycopy(UnsignedOctets.of(s, octets), 0, both, octets, octets);
        return Octets.of(both);
    }

    private Optional<BigInteger> integer() {
        int octets = length(INTEGER);
        if (octets <= 0 || octets > der.length - position) {
            return Optional.empty();
        }
        position += octets;
        return Optional.of(new BigInteger(1, der, position - octets, octets));
    }

    /** The length that follows that tag; negative if there is none. Signatures need at most one byte of long form. */
    private int length(int tag) {
        if (der.length - position < 2 || (der[position] & 0xFF) != tag) {
            return -1;
        }
        int length = der[position + 1] & 0xFF;
        position += 2;
        if (length < LONG_FORM) {
            return length;
        }
        return length == LONG_FORM + 1 && position < der.length ? der[position++] & 0xFF : -1;
    }
}
