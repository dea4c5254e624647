package io.keyvigil.api;

import io.keyvigil.jose.JoseHeader;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.watch.IssuerKeys;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Validates the bearer tokens of {@code keyvigil.auth.issuer} (RFC 6750): jose4j checks signature, issuer, audience and times,
 * with {@value #LEEWAY_SECONDS} s of leeway, and requires {@code exp} and {@code iat} (RFC 9068 section 2.2); {@link IssuerKeys}
 * provides the keys. A {@code typ}, if present, must be that of an access token. No part of a token is stored or logged.
 */
final class AccessTokens {

    private static final int LEEWAY_SECONDS = 30;

    /** The end of the year 9999. Later times overflow when converted to milliseconds. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Excludes HMAC: a public key must never be used as its secret. */
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

    /** RFC 9068 section 2.1, RFC 7519 section 5.1; the prefix may be left out (RFC 7515 section 4.1.9). */
    private static final Pattern ACCESS_TOKEN = Pattern.compile("(application/)?(at\\+)?jwt", Pattern.CASE_INSENSITIVE);

    private final AccessSettings settings;
    private final IssuerKeys keys;
    private final GrantedRoles roles;

    AccessTokens(AccessSettings settings, IssuerKeys keys) {
        this.settings = settings;
        this.keys = keys;
        this.roles = new GrantedRoles(settings.rolesClaim());
    }

    /** Checks a token without waiting; empty if keys must first be fetched from the issuer. */
    Optional<Access> checkAtHand(String token) {
        return check(token, keys::atHand);
    }

    /** Checks a token. May wait for a fetch of the issuer's keys. */
    Access check(String token) {
        return check(token, keys::of).orElseGet(this::withoutKey);
    }

    /** Whether the keys are due for a fetch; they are still valid. */
    boolean outdated() {
        return keys.outdated();
    }

    /** Fetches the issuer's keys if they are outdated. May wait. */
    void renew() {
        keys.of(Optional.empty());
    }

    private Optional<Access> check(String token, Function<Optional<String>, List<Jwk>> source) {
        return JwtParser.parse(token)
                .fold(
                        readable -> check(
                                token,
                                readable.jwt(),
                                source.apply(readable.jwt().header().kid())),
                        unreadable -> Optional.of(refused("the bearer token cannot be read: " + unreadable.detail())));
    }

    private Optional<Access> check(String token, Jwt jwt, List<Jwk> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(candidates.stream()
                .filter(key -> isMeantFor(key, jwt.header()))
                .map(Jwk::material)
                .flatMap(Optional::stream)
                .map(PublicMaterial::toPublicKey)
                .flatMap(Optional::stream)
                .flatMap(key -> validUntil(token, key).stream())
                .findFirst()
                .<Access>map(expires ->
                        new Access.Granted(jwt.claims().map(roles::in).orElse(Set.of()), expires))
                .orElseGet(() -> refused("the bearer token is not valid here: its signature, type, issuer, audience or"
                        + " times do not fit; keyvigil diagnose shows which")));
    }

    /**
     * Whether the key may be used for the header's algorithm: a key with {@code alg} is valid only for that one (RFC 7517 section
     * 4.4, RFC 8725 section 3.1).
     */
    private static boolean isMeantFor(Jwk key, JoseHeader header) {
        Optional<JwsAlgorithm> algorithm = header.alg().flatMap(JwsAlgorithm::named);
        Optional<JwsAlgorithm> ofKey = key.alg().flatMap(JwsAlgorithm::named);
        boolean generic = ofKey.map(JwsAlgorithm::family).equals(Optional.of(JwsAlgorithm.Family.EDDSA));
        return key.alg().isEmpty()
                || key.alg().equals(header.alg())
                || generic && ofKey.map(JwsAlgorithm::family).equals(algorithm.map(JwsAlgorithm::family));
    }

    private Access withoutKey() {
        return keys.missing()
                .<Access>map(failure -> new Access.Refused(Problem.of(
                        "no-keys",
                        "Service unavailable",
                        503,
                        "the keys of keyvigil.auth.issuer could not be fetched: "
                                + failure.reason().code() + ", " + failure.detail())))
                .orElseGet(() -> refused("the bearer token names no key that its issuer publishes"));
    }

    private Optional<Instant> validUntil(String token, PublicKey key) {
        try {
            JwtContext read = rules(key).process(token);
            boolean typed = Optional.ofNullable(
                            read.getJoseObjects().get(0).getHeaders().getObjectHeaderValue("typ"))
                    .map(typ -> ACCESS_TOKEN.matcher(String.valueOf(typ)).matches())
                    .orElse(true);
            NumericDate end = read.getJwtClaims().getExpirationTime();
            return typed ? Optional.of(Instant.ofEpochSecond(Math.min(end.getValue(), LAST_SECOND))) : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Optional.empty();
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
