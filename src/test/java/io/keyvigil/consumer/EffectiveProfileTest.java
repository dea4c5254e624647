package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.profile.BehaviourClass;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.profile.Recorded;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveProfileTest {

    private static final Instant CHANGE = Instant.parse("2026-11-01T10:00:00Z");

    private final Profiles profiles = Profiles.shipped();

    private static Consumer consumer(Optional<String> profile, Map<String, String> overrides, Duration leeway) {
        return new Consumer(
                new ConsumerId("gateway"),
                profile,
                overrides,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.ofNullable(leeway));
    }

    private Profile effective(String profile, Map<String, String> overrides) {
        return consumer(Optional.of(profile), overrides, null)
                .profileFrom(profiles)
                .orElseThrow();
    }

    @Test
    void withoutOverridesItIsTheShippedOne() {
        // When
        Profile effective = effective("envoy-jwt-authn", Map.of());

        // Then
        assertThat(profiles.find("envoy-jwt-authn")).contains(effective);
    }

    @Test
    void observedConsumerHasNone() {
        // When
        Optional<Profile> effective = consumer(Optional.empty(), Map.of(), null).profileFrom(profiles);

        // Then
        assertThat(effective).isEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}={2}: drop lag {3}")
    @CsvSource({
        "envoy-jwt-authn,   cache-duration,        PT5M, PT5M",
        "quarkus-oidc,      cache-duration,        PT5M, PT5M",
        "airlock-iam,       cache-duration,        PT5M, PT15M",
        "ms-identitymodel,  cache-duration,        PT1H, PT2H3M",
        "go-oidc-v2,        cache-duration,        PT5M, unbounded",
        "vertx-auth-oauth2, cache-duration,        PT5M, PT5M",
        "auth0-jwks-rsa-java, cache-duration,      PT5M, unbounded",
        "elasticsearch-jwt-realm, cache-duration,  PT1H, PT1H",
        "envoy-jwt-authn,   follows-cache-control, true, PT1H",
        "jose4j,            follows-cache-control, false, PT1H",
        "envoy-jwt-authn,   drop-lag,              PT7M, PT7M",
        "quarkus-oidc,      cooldown,              PT1M, unbounded",
        "jwkset-newstoragefromhttp, cache-duration, PT30M, PT30M",
    })
    void dropLagMovesWithTheCache(String id, String name, String value, String dropLag) {
        // Given
        Optional<Duration> maxAge =
                name.equals("follows-cache-control") ? Optional.of(Duration.ofHours(1)) : Optional.empty();

        // When
        Profile effective = effective(id, Map.of(name, value));

        // Then
        Optional<Instant> expected =
                dropLag.equals("unbounded") ? Optional.empty() : Optional.of(CHANGE.plus(Duration.parse(dropLag)));
        assertThat(CacheExpectation.withdrawnKey(effective, CHANGE, maxAge, CHANGE))
                .matches(WithdrawnKey::mayStillTrust)
                .extracting(WithdrawnKey::until)
                .isEqualTo(expected);
    }

    @Test
    void shorterCacheHoldsANewKeySooner() {
        // Given
        Profile effective = effective("envoy-jwt-authn", Map.of("cache-duration", "PT5M"));

        // When
        NewKey newKey = CacheExpectation.newKey(effective, CHANGE, Optional.empty(), CHANGE.plusSeconds(301));

        // Then
        assertThat(newKey.holding()).isEqualTo(Holding.HELD);
        assertThat(newKey.heldBy()).contains(CHANGE.plusSeconds(300));
    }

    @Test
    void cooldownIsTheDeployments() {
        // Given
        Profile effective = effective("quarkus-oidc", Map.of("cooldown", "PT1M"));

        // When
        NewKey newKey = CacheExpectation.newKey(effective, CHANGE, Optional.empty(), CHANGE);

        // Then
        assertThat(newKey.heldBy()).contains(CHANGE.plusSeconds(60));
    }

    @ParameterizedTest(name = "{0} with refetch-on-unknown-kid {1}: {2}, class {3}")
    @CsvSource({
        "envoy-jwt-authn,        true,  refetch,               A",
        "micronaut-security-jwt, true,  refetch,               A",
        "micronaut-security-jwt, false, none,                  B",
        "quarkus-oidc,           true,  refetch,               A1",
        "quarkus-oidc,           false, none,                  D",
        "panva-jose,             false, none,                  B",
        "jose4j,                 false, none,                  C",
        "kafka-oauthbearer,      true,  refetch-in-background, A2",
    })
    void reactionToAnUnknownKidMakesTheClass(String id, String flag, String reaction, String behaviourClass) {
        // When
        Profile effective = effective(id, Map.of("refetch-on-unknown-kid", flag));

        // Then
        assertThat(effective.unknownKid().reaction().code()).isEqualTo(reaction);
        assertThat(effective.behaviourClass().code()).isEqualTo(behaviourClass);
    }

    @Test
    void refetchTogetherWithACooldownIsTheClassWithCooldown() {
        // When
        Profile effective = effective("envoy-jwt-authn", Map.of("refetch-on-unknown-kid", "true", "cooldown", "PT30S"));

        // Then
        assertThat(effective.behaviourClass()).isEqualTo(BehaviourClass.ON_DEMAND_WITH_COOLDOWN);
    }

    @Test
    void remainingValuesAreOverridden() {
        // When
        Profile effective = effective(
                "spring-nimbus-jwtdecoder", Map.of("http-timeout", "PT2S", "refetch-on-bad-signature", "true"));

        // Then
        assertThat(effective.http().timeout()).contains(Duration.ofSeconds(2));
        assertThat(effective.badSignature().refetches()).isEqualTo(Recorded.YES);
    }

    @Test
    void leewayIsTheDeploymentsForBothTimes() {
        // Given
        Consumer consumer = consumer(Optional.of("go-oidc-v3"), Map.of(), Duration.ofSeconds(10));

        // When
        Profile effective = consumer.profileFrom(profiles).orElseThrow();

        // Then
        assertThat(effective.leeway().expiry()).contains(Duration.ofSeconds(10));
        assertThat(effective.leeway().notBefore()).contains(Duration.ofSeconds(10));
    }
}
