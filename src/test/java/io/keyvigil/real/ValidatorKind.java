package io.keyvigil.real;

import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A validator with its times set short, and the consumer of a watch list that describes it.
 *
 * @param profile the shipped one, by id
 * @param overrides what was set otherwise than the profile says
 * @param maxAge whether it is shown cache directives
 * @param start puts it in front of a JWK Set's address
 */
record ValidatorKind(String name, String profile, Map<String, String> overrides, boolean maxAge, Start start) {

    /** How long it keeps keys, where that can be set. */
    static final Duration LIFE = Duration.ofSeconds(8);

    /** How long one fetch forbids the next, where that can be set. */
    static final Duration COOLDOWN = Duration.ofSeconds(4);

    /** What the provider's directives allow, where there are any. */
    static final Duration MAX_AGE = Duration.ofSeconds(6);

    @FunctionalInterface
    interface Start {
        RealValidator at(String jwksUri) throws Exception;
    }

    static List<ValidatorKind> ofJava() {
        Map<String, String> life = Map.of("cache-duration", LIFE.toString());
        Map<String, String> cooldown = Map.of("cooldown", COOLDOWN.toString());
        Map<String, String> both = Map.of("cache-duration", LIFE.toString(), "cooldown", COOLDOWN.toString());
        return List.of(
                new ValidatorKind("jose4j, max-age", "jose4j", cooldown, true, Jose4jValidator::new),
                new ValidatorKind("jose4j", "jose4j", both, false, Jose4jValidator::new),
                new ValidatorKind("nimbus", "nimbus-jwksource", both, true, NimbusValidator::new),
                new ValidatorKind("spring", "spring-nimbus-jwtdecoder", Map.of(), true, SpringValidator::new),
                new ValidatorKind("spring, Cache", "spring-nimbus-jwtdecoder", life, true, SpringValidator::caching),
                new ValidatorKind(
                        "auth0 jwks-rsa",
                        "auth0-jwks-rsa-java",
                        Map.of("cache-duration", LIFE.toString(), "cooldown", "PT1S"),
                        true,
                        Auth0Validator::new),
                new ValidatorKind(
                        "smallrye-jwt, max-age",
                        "smallrye-jwt",
                        Map.of("cooldown", "PT1M"),
                        true,
                        SmallRyeValidator::new),
                new ValidatorKind("vertx, max-age", "vertx-auth-oauth2", Map.of(), true, VertxValidator::new),
                new ValidatorKind("vertx", "vertx-auth-oauth2", Map.of(), false, VertxValidator::new));
    }

    static List<ValidatorKind> ofNode(NodeModules modules) {
        Map<String, String> life = Map.of("cache-duration", LIFE.toString());
        Map<String, String> both = Map.of("cache-duration", LIFE.toString(), "cooldown", COOLDOWN.toString());
        return List.of(
                new ValidatorKind("npm jose", "panva-jose", both, true, uri -> modules.validator("jose", uri)),
                new ValidatorKind(
                        "npm jwks-rsa", "auth0-node-jwks-rsa", life, true, uri -> modules.validator("jwks-rsa", uri)));
    }

    /** No leeway: what is measured are caches. */
    Consumer consumer() {
        return new Consumer(
                new ConsumerId("app"),
                Optional.of(profile),
                overrides,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.of(Duration.ZERO));
    }
}
