package io.keyvigil.jose;

/**
 * The block that an RSA public key recovers from a signature, without knowledge of the signed content (RFC 8017
 * sections 9.1.2 and 9.2). With any key except the signing key the block is noise.
 */
public sealed interface RsaBlock {

    /**
     * A well-formed EMSA-PKCS1-v1_5 block: padding of at least 8 bytes, strict DigestInfo with NULL, digest.
     *
     * @param digest of the actually signed content
     */
    record Pkcs1(HashAlgorithm hash, Octets digest) implements RsaBlock {}

    /**
     * A block in the form of EMSA-PSS for that hash function, and the mask generation function MGF1 with the same
     * hash.
     *
     * @param zeroOctets the padding before the separator; noise can look like this at random if there are few
     * @param saltOctets the number of bytes after the separator; RFC 7518 section 3.5 requires the length of the
     *     digest
     */
    record Pss(HashAlgorithm hash, int zeroOctets, int saltOctets) implements RsaBlock {}

    /** Noise: another key made the signature, or it is damaged. */
    record Malformed() implements RsaBlock {}

    /** The number of zero bytes from which the form of EMSA-PSS is not random: probability 1 in 2^64. */
    int PROVING_ZERO_OCTETS = 8;

    /** Whether the form proves that the holder of this key made the signature, over any content. */
    default boolean provesSigner() {
        return this instanceof Pkcs1 || this instanceof Pss pss && pss.zeroOctets() >= PROVING_ZERO_OCTETS;
    }
}
