package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.consumer.NewKey.Holding;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheExpectationTest {

    private static final Instant CHANGE = Instant.parse("2026-11-01T10:00:00Z");

    private final Profiles profiles = Profiles.shipped();

    @ParameterizedTest(name = "{0}, max-age {1}, {2} after the publication: {3}, heldBy {4}")
    @CsvSource({
        // timer only
        "envoy-jwt-authn,         ,        PT0S,       MAY_NOT_HOLD,      PT10M",
        "envoy-jwt-authn,         PT24H,   PT9M59S,    MAY_NOT_HOLD,      PT10M",
        "envoy-jwt-authn,         ,        PT10M,      MAY_NOT_HOLD,      PT10M",
        "envoy-jwt-authn,         ,        PT10M0.001S, HELD,             PT10M",
        "istio-istiod,            ,        PT15M,      MAY_NOT_HOLD,      PT20M",
        "istio-envoy,             ,        PT15M,      HELD,              PT5M",
        "passport-azure-ad,       ,        PT29M,      MAY_NOT_HOLD,      PT30M",
        // before it was seen
        "envoy-jwt-authn,         ,        PT-1M,      MAY_NOT_HOLD,      PT10M",
        "spring-nimbus-jwtdecoder, ,       PT-1S,      MAY_NOT_HOLD,      PT0S",
        "quarkus-oidc,            ,        PT-1S,      MAY_NOT_HOLD,      PT10M",
        "wso2-is,                 ,        PT-1S,      MAY_NOT_HOLD,      PT0S",
        // set by the provider's cache directives
        "go-oidc-v2,              PT86400S, PT23H,     MAY_NOT_HOLD,      PT24H",
        "go-oidc-v2,              PT86400S, PT24H,     MAY_NOT_HOLD,      PT24H",
        "go-oidc-v2,              PT86400S, PT24H1S,   HELD,              PT24H",
        "go-oidc-v2,              ,        PT1S,       HELD,              PT0S",
        "lestrrat-jwx,            PT5M,    PT14M,      MAY_NOT_HOLD,      PT15M",
        "lestrrat-jwx,            PT1H,    PT59M,      MAY_NOT_HOLD,      PT1H",
        "lestrrat-jwx,            ,        PT16M,      HELD,              PT15M",
        "vertx-auth-oauth2,       PT1H,    PT30M,      MAY_NOT_HOLD,      PT1H",
        "vertx-auth-oauth2,       PT1H,    PT61M,      HELD,              PT1H",
        "vertx-auth-oauth2,       ,        PT720H,     NEVER_BY_ITSELF,   ",
        "vertx-auth-oauth2,       PT0S,    PT720H,     NEVER_BY_ITSELF,   ",
        "domino,                  PT1H,    PT30M,      MAY_NOT_HOLD,      PT1H",
        // on demand, no cooldown
        "spring-nimbus-jwtdecoder, ,       PT0S,       FETCHES_ON_DEMAND, ",
        "spring-nimbus-jwtdecoder, ,       PT5M,       FETCHES_ON_DEMAND, ",
        "spring-nimbus-jwtdecoder, ,       PT5M1S,     HELD,              PT5M",
        "spring-reactive,         ,        PT720H,     FETCHES_ON_DEMAND, ",
        "jose4j,                  PT24H,   PT2H,       FETCHES_ON_DEMAND, ",
        "jose4j,                  PT24H,   PT0.3S,     FETCHES_ON_DEMAND, PT0.3S",
        "jose4j,                  PT24H,   PT24H1S,    HELD,              PT24H",
        "jose4j,                  ,        PT61M,      HELD,              PT1H",
        "nimbus-remotejwkset,     ,        PT1M,       FETCHES_ON_DEMAND, ",
        "quarkus-oidc-lazy,       ,        PT1H,       FETCHES_ON_DEMAND, ",
        "airlock-iam,             ,        PT15M,      FETCHES_ON_DEMAND, ",
        "airlock-iam,             ,        PT21M,      HELD,              PT20M",
        // on demand, once per cooldown
        "quarkus-oidc,            ,        PT0S,       FETCHES_ON_DEMAND, PT10M",
        "quarkus-oidc,            ,        PT10M,      FETCHES_ON_DEMAND, PT10M",
        "quarkus-oidc,            ,        PT10M1S,    FETCHES_ON_DEMAND, ",
        "smallrye-jwt,            PT10M,   PT5M,       FETCHES_ON_DEMAND, PT10M",
        "smallrye-jwt,            PT24H,   PT29M,      FETCHES_ON_DEMAND, PT30M",
        "aws-jwt-verify,          ,        PT10S,      FETCHES_ON_DEMAND, PT10S",
        "aws-jwt-verify,          ,        PT11S,      FETCHES_ON_DEMAND, ",
        "ms-identitymodel,        ,        PT4M,       FETCHES_ON_DEMAND, PT5M",
        "ms-identitymodel,        ,        PT12H30M,   FETCHES_ON_DEMAND, ",
        "ms-identitymodel,        ,        PT12H37M,   HELD,              PT12H36M",
        "auth0-jwks-rsa-java,     ,        PT30S,      FETCHES_ON_DEMAND, PT1M",
        "auth0-jwks-rsa-java,     ,        PT11H,      FETCHES_ON_DEMAND, ",
        // on demand, in the background: the token that asks is rejected
        "kafka-oauthbearer,       ,        PT2M,       FETCHES_ON_DEMAND, PT1H",
        "kafka-oauthbearer,       ,        PT61M,      HELD,              PT1H",
        // never, and not recorded
        "static-keys,             PT1M,    PT8760H,    NEVER_BY_ITSELF,   ",
        "rust-openidconnect-boot, ,        PT1S,       NEVER_BY_ITSELF,   ",
        "jwkset-newstoragefromhttp, ,      PT8760H,    UNKNOWN,           ",
        "elasticsearch-jwt-realm, ,        PT1S,       UNKNOWN,           ",
        "micronaut-security-jwt,  ,        PT30S,      MAY_NOT_HOLD,      PT1M",
    })
    void newKeyIsExpectedByBehaviour(String id, Duration maxAge, Duration after, Holding holding, Duration heldBy) {
        // Given
        Profile profile = profiles.find(id).orElseThrow();

        // When
        NewKey newKey = CacheExpectation.newKey(profile, CHANGE, Optional.ofNullable(maxAge), CHANGE.plus(after));

        // Then
        assertThat(newKey.holding()).isEqualTo(holding);
        assertThat(newKey.heldBy()).isEqualTo(Optional.ofNullable(heldBy).map(CHANGE::plus));
    }

    @ParameterizedTest(name = "{0}, max-age {1}, {2} after the withdrawal: {3}, until {4}")
    @CsvSource({
        "envoy-jwt-authn,         ,       PT9M,      true,  PT10M",
        "envoy-jwt-authn,         ,       PT10M,     true,  PT10M",
        "envoy-jwt-authn,         ,       PT10M1S,   false, PT10M",
        "go-oidc-v2,              PT86400S, P30D,    true,  ",
        "quarkus-oidc,            ,       P365D,     true,  ",
        "spring-reactive,         ,       P365D,     true,  ",
        "aws-jwt-verify,          ,       P365D,     true,  ",
        "static-keys,             ,       P365D,     true,  ",
        "spring-nimbus-jwtdecoder, ,      PT6M,      false, PT5M",
        "ms-identitymodel,        ,       PT13H,     true,  PT13H36M",
        "auth0-jwks-rsa-java,     ,       PT9H,      true,  ",
        "lua-resty-openidc,       ,       PT25H,     false, PT24H",
        "airlock-iam,             ,       PT19M,     true,  PT20M",
        "jose4j,                  PT24H,  PT2H,      true,  PT24H",
        "jose4j,                  ,       PT2H,      false, PT1H",
        "jose4j,                  PT0S,   PT2H,      false, PT1H",
        "vertx-auth-oauth2,       PT1H,   PT2H,      false, PT1H",
        "vertx-auth-oauth2,       ,       PT2H,      true,  ",
        "lestrrat-jwx,            PT1M,   PT14M,     true,  PT15M",
        "domino,                  PT1H,   PT2H,      false, PT1H",
        "jwkset-newstoragefromhttp, ,     P365D,     true,  ",
    })
    void withdrawnKeyIsTrustedForTheDropLag(
            String id, Duration maxAge, Duration after, boolean mayStillTrust, Duration until) {
        // Given
        Profile profile = profiles.find(id).orElseThrow();

        // When
        WithdrawnKey withdrawnKey =
                CacheExpectation.withdrawnKey(profile, CHANGE, Optional.ofNullable(maxAge), CHANGE.plus(after));

        // Then
        assertThat(withdrawnKey.mayStillTrust()).isEqualTo(mayStillTrust);
        assertThat(withdrawnKey.until()).isEqualTo(Optional.ofNullable(until).map(CHANGE::plus));
    }

    @Test
    void reasonNamesTheEndOfTheWait() {
        // Given
        Profile envoy = profiles.find("envoy").orElseThrow();

        // When
        NewKey newKey = CacheExpectation.newKey(envoy, CHANGE, Optional.empty(), CHANGE);

        // Then
        assertThat(newKey.reason())
                .contains("may last until 2026-11-01T10:10:00Z")
                .doesNotContain("not recorded");
    }

    @Test
    void reasonAdmitsWhatIsNotRecorded() {
        // Given
        Profile micronaut = profiles.find("micronaut-security-jwt").orElseThrow();

        // When
        NewKey newKey = CacheExpectation.newKey(micronaut, CHANGE, Optional.empty(), CHANGE);

        // Then
        assertThat(newKey.reason()).contains("whether an unknown kid makes it fetch is not recorded");
    }

    @Test
    void unrecordedDropLagIsToldFromAnUnboundedOne() {
        // Given
        Profile unrecorded = profiles.find("jwkset-newstoragefromhttp").orElseThrow();

        // When
        WithdrawnKey withdrawnKey = CacheExpectation.withdrawnKey(unrecorded, CHANGE, Optional.empty(), CHANGE);

        // Then
        assertThat(withdrawnKey.reason()).contains("not recorded");
    }

    @ParameterizedTest
    @CsvSource({"spring-security, PT1M", "aspnet-core, PT5M", "kafka, PT30S", "quarkus, PT0S", "argo-cd, PT0S"})
    void leewayIsThatOnExpiry(String name, Duration expected) {
        // Given
        Profile profile = profiles.find(name).orElseThrow();

        // When
        Optional<Duration> leeway = CacheExpectation.leeway(profile);

        // Then
        assertThat(leeway).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0-jwks-rsa-java", "mod-auth-openidc", "domino"})
    void leewayIsEmptyWhereNoneIsRecorded(String name) {
        // Given
        Profile profile = profiles.find(name).orElseThrow();

        // When
        Optional<Duration> leeway = CacheExpectation.leeway(profile);

        // Then
        assertThat(leeway).isEmpty();
    }
}
