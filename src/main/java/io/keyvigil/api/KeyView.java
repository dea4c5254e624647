package io.keyvigil.api;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.KeyOddity;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.jose.UnusableReason;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One key that a tenant publishes or published.
 *
 * @param size bits of an RSA modulus
 * @param lastSigned the latest evidence that it signs
 */
record KeyView(
        Optional<String> kid,
        Optional<String> thumbprint,
        String kty,
        Optional<String> alg,
        Optional<String> use,
        List<String> keyOps,
        Optional<Integer> size,
        Optional<String> curve,
        String state,
        Instant firstSeen,
        Optional<Instant> lastSeen,
        Optional<Instant> withdrawnAt,
        Optional<Instant> notAfter,
        Optional<Instant> certificateNotAfter,
        Optional<Instant> lastSigned,
        Optional<String> issuer,
        Optional<String> unusable,
        List<String> oddities,
        List<String> privateMembers) {

    static KeyView of(ObservedKey key, Optional<Instant> lastSuccess) {
        Jwk jwk = key.jwk();
        return new KeyView(
                jwk.kid(),
                jwk.thumbprint().map(JwkThumbprint::value),
                jwk.kty(),
                jwk.alg(),
                jwk.use(),
                jwk.keyOps(),
                jwk.material().filter(PublicMaterial.Rsa.class::isInstance).map(PublicMaterial::bits),
                jwk.material().flatMap(KeyView::curve),
                key.published() ? "published" : "withdrawn",
                key.firstSeen(),
                key.withdrawal().map(ObservedKey.Withdrawal::lastSeen).or(() -> lastSuccess),
                key.withdrawal().map(ObservedKey.Withdrawal::at),
                jwk.validity().notAfter(),
                jwk.validity().certificateNotAfter(),
                key.signing().map(ObservedKey.Signing::last),
                jwk.issuer(),
                jwk.unusable().map(UnusableReason::code),
                jwk.oddities().stream().map(KeyOddity::code).toList(),
                jwk.privateMembers());
    }

    private static Optional<String> curve(PublicMaterial material) {
        if (material instanceof PublicMaterial.Ec ec) {
            return Optional.of(ec.curve().registeredName());
        }
        return material instanceof PublicMaterial.Okp okp
                ? Optional.of(okp.curve().registeredName())
                : Optional.empty();
    }
}
