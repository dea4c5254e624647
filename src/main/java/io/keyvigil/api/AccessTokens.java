package io.keyvigil.api;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.watch.IssuerKeys;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Validates the bearer tokens of {@code keyvigil.auth.issuer} (RFC 6750): jose4j checks signature, issuer, audience and
 * times, with {@value #LEEWAY_SECONDS} s of leeway, and wants {@code exp} and {@code iat} (RFC 9068 section 2.2); {@link IssuerKeys} has the keys. Nothing of a token is kept or told.
 */
final class AccessTokens {

    private static final int LEEWAY_SECONDS = 30;

    /** A public key must never be taken for the secret of an HMAC. */
    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final AccessSettings settings;
    private final IssuerKeys keys;
    private final GrantedRoles roles;

    AccessTokens(AccessSettings settings, IssuerKeys keys) {
        this.settings = settings;
        this.keys = keys;
        this.roles = new GrantedRoles(settings.rolesClaim());
    }

    /** May wait for the issuer's keys. */
    Access check(String token) {
        return JwtParser.parse(token)
                .fold(
                        readable -> check(token, readable),
                        unreadable -> refused("the bearer token cannot be read: " + unreadable.detail()));
    }

    private Access check(String token, JwtReading.Readable readable) {
        Jwt jwt = readable.jwt();
        List<PublicKey> candidates = keys.of(jwt.header().kid()).stream()
                .map(Jwk::material)
                .flatMap(Optional::stream)
                .map(PublicMaterial::toPublicKey)
                .flatMap(Optional::stream)
                .toList();
        if (candidates.isEmpty()) {
            return keys.missing()
                    .<Access>map(failure -> new Access.Refused(Problem.of(
                            "no-keys",
                            "Service unavailable",
                            503,
                            "the keys of keyvigil.auth.issuer cannot be had: "
                                    + failure.reason().code() + ", " + failure.detail())))
                    .orElseGet(() -> refused("the bearer token names no key that its issuer publishes"));
        }
        boolean valid = candidates.stream().anyMatch(key -> isValid(token, key));
        return valid
                ? new Access.Granted(jwt.claims().map(roles::in).orElse(Set.of()))
                : refused("the bearer token is not valid here: its signature, issuer, audience or times do not fit;"
                        + " keyvigil diagnose says which");
    }

    private boolean isValid(String token, PublicKey key) {
        try {
            rules(key).process(token);
            return true;
        } catch (InvalidJwtException refused) {
            return false;
        }
    }

    private JwtConsumer rules(PublicKey key) {
        JwtConsumerBuilder rules = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setRelaxVerificationKeyValidation()
                .setJwsAlgorithmConstraints(ASYMMETRIC)
                .setExpectedIssuer(settings.issuer().orElseThrow())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS);
        settings.audience().ifPresentOrElse(rules::setExpectedAudience, rules::setSkipDefaultAudienceValidation);
        return rules.build();
    }

    private static Access refused(String detail) {
        return new Access.Refused(Problem.of("unauthorized", "Unauthorized", 401, detail));
    }
}
