package io.keyvigil.api;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.watch.IssuerKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Validates the bearer tokens of {@code keyvigil.auth.issuer} (RFC 6750): SmallRye JWT checks signature, issuer, audience and
 * times, with {@value #LEEWAY_SECONDS} s of leeway, and wants {@code exp} and {@code iat} (RFC 9068 section 2.2); {@link IssuerKeys} has the keys. Nothing of a token is kept or told.
 */
final class AccessTokens {

    private static final int LEEWAY_SECONDS = 30;

    private final IssuerKeys keys;
    private final DefaultJWTParser parser;
    private final GrantedRoles roles;

    AccessTokens(AccessSettings settings, IssuerKeys keys) {
        this.keys = keys;
        this.parser = new DefaultJWTParser(rules(settings));
        this.roles = new GrantedRoles(settings.rolesClaim());
    }

    private static JWTAuthContextInfo rules(AccessSettings settings) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        rules.setIssuedBy(settings.issuer().orElseThrow());
        settings.audience().map(Set::of).ifPresent(rules::setExpectedAudience);
        rules.setSignatureAlgorithm(asymmetric());
        rules.setClockSkew(LEEWAY_SECONDS);
        rules.setRequireNamedPrincipal(false);
        return rules;
    }

    /** A public key must never be taken for the secret of an HMAC. */
    private static Set<SignatureAlgorithm> asymmetric() {
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> !algorithm.getAlgorithm().startsWith("HS"))
                .collect(Collectors.toUnmodifiableSet());
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
            parser.verify(token, key);
            return true;
        } catch (ParseException refused) {
            return false;
        }
    }

    private static Access refused(String detail) {
        return new Access.Refused(Problem.of("unauthorized", "Unauthorized", 401, detail));
    }
}
