package io.keyvigil.jose;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The public parameters of a key, independent of their encoding. */
public sealed interface PublicMaterial {

    /** RFC 7518 section 6.3.1. The modulus is kept as bytes to save memory: a hundred thousand tenants have two each. */
    final class Rsa implements PublicMaterial {
        private final byte[] modulus;
        private final BigInteger exponent;

        public Rsa(BigInteger modulus, BigInteger exponent) {
            this.modulus = UnsignedOctets.of(modulus);
            this.exponent = exponent;
        }

        public BigInteger modulus() {
            return new BigInteger(1, modulus);
        }

        public BigInteger exponent() {
            return exponent;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rsa that && Arrays.equals(modulus, that.modulus) && exponent.equals(that.exponent);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(modulus);
        }

        @Override
        public String toString() {
            return "Rsa[" + bits() + " bits]";
        }
    }

    /** RFC 7518 section 6.2.1: a point of the curve. */
    record Ec(EcCurve curve, BigInteger x, BigInteger y) implements PublicMaterial {}

    /** RFC 8037 section 2; {@code publicKey} is base64url without padding. */
    record Okp(OkpCurve curve, String publicKey) implements PublicMaterial {}

    /** The usual size of the key: bits of the modulus, or of the field of the curve. */
    default int bits() {
        if (this instanceof Rsa rsa) {
            return rsa.modulus().bitLength();
        }
        if (this instanceof Ec ec) {
            return ec.curve().fieldBits();
        }
        return ((Okp) this).curve().keyOctets() * 8;
    }

    /**
     * The key as Java's signature algorithms require it; empty if Java does not support its type (secp256k1, key
     * agreement) or refuses its parameters.
     */
    default Optional<PublicKey> toPublicKey() {
        return PlatformKey.of(this);
    }
}
