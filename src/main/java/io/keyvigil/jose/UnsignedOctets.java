package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;

/** Converts natural numbers to bytes, the most significant first, without leading zero bytes; zero has one byte. */
final class UnsignedOctets {

    private UnsignedOctets() {}

    static byte[] of(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed.length > 1 && signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    /** Returns the number padded with zero bytes to that length. */
    static byte[] of(BigInteger number, int octets) {
        return Thumbprints.filled(of(number), octets);
    }
}
