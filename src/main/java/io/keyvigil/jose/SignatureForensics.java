package io.keyvigil.jose;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examines a signature that does not verify.
 *
 * <ol>
 *   <li>Every result is proven by verification, with two exceptions: {@link #fromDer} only converts, and
 *       {@link #recoverKeys} names the keys under which the signature would verify.
 *   <li>The cost is limited, whatever the token; it never throws for untrusted input.
 * </ol>
 *
 * {@link RsaBlock} contains further evidence. The caller selects the keys to try and draws the conclusions.
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

    /**
     * Converts a signature in the DER form of RFC 3279 section 2.2.3 to the form of RFC 7518 section 3.4; empty if it
     * is not DER.
     */
    public static Optional<Octets> fromDer(Octets signature, EcCurve curve) {
        return DerSignature.read(signature.toArray(), curve);
    }

    /**
     * The public keys, at most four, under which that ECDSA signature verifies; empty for other algorithms and
     * invalid signatures. Takes milliseconds on P-256, some tens of milliseconds on P-521.
     */
    public static List<JwkThumbprint> recoverKeys(JwsAlgorithm algorithm, Octets signingInput, Octets signature) {
        return KeyRecovery.of(algorithm, signingInput, signature);
    }

    /**
     * The signing input with base64url(SHA-256(nonce)) in place of the header's {@code nonce}, and all other bytes of
     * the header unchanged. Tokens for Microsoft Graph are signed over this. Empty if the header has no string
     * {@code nonce}.
     */
    public static Optional<Octets> withHashedNonce(Jwt jwt) {
        return HashedNonce.signingInput(jwt);
    }

    /**
     * The form, in words, of a public key that verifies the token as HMAC secret. It indicates an attack on verifiers
     * that let the token choose the algorithm, or a signer that uses the wrong file (RFC 8725 section 2.1).
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
     * The key in the token: {@code jwk}, otherwise that of the first certificate in {@code x5c} (RFC 7515 sections
     * 4.1.3 and 4.1.6). It can be unusable, and it does not prove who signed.
     */
    public static Optional<Jwk> embeddedKey(JoseHeader header) {
        return header.jwk()
                .or(() -> CertificateMember.base64(header.members()).map(PemKey::ofCertificate))
                .map(members -> PublishedKey.of(members).jwk());
    }
}
