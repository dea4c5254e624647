package io.keyvigil.jose;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a JWK Set as it was published (RFC 7517 section 4), with everything that can be said about it.
 *
 * <ol>
 *   <li>The identity of the key material is {@link #thumbprint()}; the {@code kid} is a label that providers reuse.
 *   <li>Private members are named in {@link #privateMembers()}; their values are never kept.
 *   <li>A key that cannot verify a signature has an {@link #unusable()} reason; where its numbers could be read it still
 *       has a thumbprint.
 * </ol>
 *
 * @param kid the label; longer ones are cut and marked with a hash
 * @param kty the key type as published, empty text where it is missing
 * @param thumbprint empty for symmetric keys and where the numbers could not be read
 * @param material empty exactly where the key must not be computed with
 * @param issuer Entra ID's member {@code issuer}: the issuer for whose tokens the key may be used
 * @param digests one digest a member, to tell a changed spelling from a changed label
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
     * Whether the key is published for verifying signatures: it has public numbers that sign, and neither {@code use} nor
     * {@code key_ops} says otherwise (RFC 7517 sections 4.2 and 4.3). An unusable key can be one.
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
