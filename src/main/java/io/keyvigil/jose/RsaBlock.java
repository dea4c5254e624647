package io.keyvigil.jose;

/**
 * What an RSA public key revealed of a signature, without knowledge of what was signed (RFC 8017 sections 9.1.2 and 9.2).
 * Under any other key than the signer's the block is noise.
 */
public sealed interface RsaBlock {

    /**
     * A well-formed EMSA-PKCS1-v1_5 block: padding of at least 8 octets, strict DigestInfo with NULL, digest.
     *
     * @param digest of what was really signed
     */
    record Pkcs1(HashAlgorithm hash, Octets digest) implements RsaBlock {}

    /**
     * A block that has the form of EMSA-PSS for that hash function and the mask generation function MGF1 of the same.
     *
     * @param zeroOctets the padding before the separator; noise looks like this by chance where there are few
     * @param saltOctets what follows the separator; RFC 7518 section 3.5 asks for as many as the digest has
     */
    record Pss(HashAlgorithm hash, int zeroOctets, int saltOctets) implements RsaBlock {}

    /** Noise: another key made the signature, or it was damaged. */
    record Malformed() implements RsaBlock {}

    /** The zero octets from which on the form of EMSA-PSS is no accident: 1 in 2^64. */
    int PROVING_ZERO_OCTETS = 8;

    /** Whether the form proves that the holder of this key made the signature, over whatever content. */
    default boolean provesSigner() {
        return this instanceof Pkcs1 || this instanceof Pss pss && pss.zeroOctets() >= PROVING_ZERO_OCTETS;
    }
}
