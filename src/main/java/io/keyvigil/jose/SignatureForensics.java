package io.keyvigil.jose;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a signature that does not verify still tells.
 *
 * <ol>
 *   <li>Every answer is a proof by verification but {@link #fromDer}, which only rewrites, and {@link #recoverKeys}, which
 *       names the keys under which any signature would verify.
 *   <li>Costs are bounded, whatever the token; it never throws for what a stranger sent.
 * </ol>
 *
 * {@link RsaBlock} tells the rest. Which keys to try, and what follows, is for the caller to say.
 */
public final class SignatureForensics {

    private SignatureForensics() {}

    /** The algorithm, other than the claimed one, under which the signature verifies with this key. */
    public static Optional<JwsAlgorithm> otherAlgorithm(
            PublicMaterial key, JwsAlgorithm claimed, Octets signingInput, Octets signature) {
        List<JwsAlgorithm> others = Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm != claimed && algorithm.fits(key))
                .toList();
        if (key instanceof PublicMaterial.Rsa rsa) {
            return RsaSignature.of(rsa, signature).flatMap(applied -> others.stream()
                    .filter(algorithm -> applied.verifies(algorithm, signingInput))
                    .findFirst());
        }
        return others.stream()
                .filter(algorithm -> SignatureCheck.check(algorithm, key, signingInput, signature)
                        .verified())
                .findFirst();
    }

    /** A signature in the DER form of RFC 3279 section 2.2.3 as RFC 7518 section 3.4 wants it; empty where it is none. */
    public static Optional<Octets> fromDer(Octets signature, EcCurve curve) {
        return DerSignature.read(signature.toArray(), curve);
    }

    /**
     * The public keys, at most four, under which that ECDSA signature verifies; empty for other algorithms and for what is
     * no signature of theirs. Milliseconds on P-256, some tens of them on P-521.
     */
    public static List<JwkThumbprint> recoverKeys(JwsAlgorithm algorithm, Octets signingInput, Octets signature) {
        return KeyRecovery.of(algorithm, signingInput, signature);
    }

    /**
     * The signing input with base64url(SHA-256(nonce)) in place of the header's {@code nonce}, every other octet of the
     * header as it was: what tokens for Microsoft Graph are signed over. Empty where the header has no nonce that is text.
     */
    public static Optional<Octets> withHashedNonce(Jwt jwt) {
        return HashedNonce.signingInput(jwt);
    }

    /**
     * The form of a public key that verifies as HMAC secret, in words: the sign of an attack on verifiers that let the
     * token choose the algorithm, or of a signer that was given the wrong file (RFC 8725 section 2.1).
     *
     * @param publicJson the JWK, whose certificate is tried too
     */
    public static Optional<String> hmacWithPublicKeyText(
            JwsAlgorithm algorithm,
            PublicMaterial key,
            Optional<String> publicJson,
            Octets signingInput,
            Octets signature) {
        return PublicKeyText.allOf(key, publicJson).stream()
                .filter(text -> SignatureCheck.hmac(algorithm, text.octets(), signingInput, signature))
                .map(PublicKeyText::name)
                .findFirst();
    }

    /**
     * The key that the token brings along: {@code jwk}, else the one of the first certificate in {@code x5c} (RFC 7515
     * sections 4.1.3 and 4.1.6). It can be unusable, and it proves nothing about who signed.
     */
    public static Optional<Jwk> embeddedKey(JoseHeader header) {
        return header.jwk()
                .or(() -> CertificateMember.base64(header.members()).map(PemKey::ofCertificate))
                .map(members -> PublishedKey.of(members).jwk());
    }
}
