package io.keyvigil.jose;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The public numbers of a key, free of how they were spelled. */
public sealed interface PublicMaterial {

    /** RFC 7518 section 6.3.1. The modulus is held as its octets, since a hundred thousand tenants hold two each. */
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

    /** The size by which people know the key: bits of the modulus, or of the curve's field. */
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
     * The key as the platform's signature algorithms want it; empty where the platform has none of the kind (secp256k1,
     * key agreement) or refuses these numbers.
     */
    default Optional<PublicKey> toPublicKey() {
        return PlatformKey.of(this);
    }
}
