package io.keyvigil.jose;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a JWK Set as it was published (RFC 7517 section 4), with its properties.
 *
 * <ol>
 *   <li>The identity of the key material is {@link #thumbprint()}. The {@code kid} is only a name, which providers
 *       reuse.
 *   <li>Private members are named in {@link #privateMembers()}; their values are never kept.
 *   <li>A key that cannot verify a signature has an {@link #unusable()} reason. It still has a thumbprint if its
 *       parameters are readable.
 * </ol>
 *
 * @param kid the kid; a long one is cut and marked with a hash
 * @param kty the key type as published; empty text if it is missing
 * @param thumbprint empty for symmetric keys, and if the parameters are not readable
 * @param material empty exactly if the key must not be used in computations
 * @param issuer the member {@code issuer} of Entra ID: the issuer for whose tokens the key may be used
 * @param digests one digest per member, to distinguish a changed encoding from changed metadata
 */
public record Jwk(
        Optional<String> kid,
        String kty,
        Optional<JwkThumbprint> thumbprint,
        Optional<PublicMaterial> material,
        Optional<String> use,
        List<String> keyOps,
        Optional<String> alg,
        Optional<String> issuer,
        KeyValidity validity,
        Optional<UnusableReason> unusable,
        List<KeyOddity> oddities,
        List<String> privateMembers,
        MemberDigests digests) {

    public Jwk {
        keyOps = List.copyOf(keyOps);
        oddities = List.copyOf(oddities);
        privateMembers = List.copyOf(privateMembers);
    }

    /**
     * Whether the key is published for verifying signatures: it has public parameters for signatures, and neither
     * {@code use} nor {@code key_ops} excludes this (RFC 7517 sections 4.2 and 4.3). Can be true for an unusable key.
     */
    public boolean forSigning() {
        return thumbprint.isPresent()
                && !agreesOnly()
                && (use.isEmpty() || use.get().equals("sig"))
                && (keyOps.isEmpty() || keyOps.contains("verify"));
    }

    private boolean agreesOnly() {
        return material.isPresent()
                && material.get() instanceof PublicMaterial.Okp okp
                && !okp.curve().signs();
    }

    /** Whether it is published for signatures and can verify them. */
    public boolean usableForSigning() {
        return unusable.isEmpty() && forSigning();
    }
}
