package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;

/** Natural numbers as octets, the most significant first, without leading zero octets; zero has one. */
final class UnsignedOctets {

    private UnsignedOctets() {}

    static byte[] of(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed.length > 1 && signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    /** Filled up with zero octets to that length. */
    static byte[] of(BigInteger number, int octets) {
        return Thumbprints.filled(of(number), octets);
    }
}
