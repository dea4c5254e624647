package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String ISSUER = "https://idp.example/t";

    private static Tenant tenant(String issuer, List<String> acceptIssuers, List<String> audiences) {
        Tenant plain = Tenants.of("t");
        return new Tenant(
                plain.id(),
                plain.source(),
                Optional.of(issuer),
                acceptIssuers,
                audiences,
                plain.algorithms(),
                plain.leeway(),
                plain.pollEvery(),
                plain.tokenLifetime(),
                plain.headers(),
                plain.tlsCa(),
                plain.canary(),
                plain.consumers());
    }

    private static ProviderSituation publishing(Tenant tenant, String publishedIssuer, String... algorithms) {
        TenantState state = TenantState.UNSEEN
                .next(
                        Fetches.fetched(
                                Fetches.metadata(publishedIssuer, Fetches.JWKS_URI, algorithms),
                                SigningKeys.ec("key").jwk()),
                        NOW,
                        NOW)
                .after();
        return ProviderSituation.of(tenant, state, List.of(), NOW);
    }

    private static Consumer consumer(
            Optional<String> issuer, List<String> audiences, Set<JwsAlgorithm> algorithms, Optional<Duration> leeway) {
        return new Consumer(
                new ConsumerId("app"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                issuer,
                audiences,
                algorithms,
                leeway);
    }

    private static Consumer expecting(String issuer) {
        return consumer(Optional.of(issuer), List.of(), Set.of(), Optional.empty());
    }

    private static List<String> codes(List<ReviewRemark> remarks) {
        return remarks.stream().map(remark -> remark.code().code()).toList();
    }

    @ParameterizedTest(name = "{0} for {1}, published {2}: {3}")
    @CsvSource({
        "https://idp.example/t,  https://idp.example/t, https://idp.example/t,  ",
        "https://idp.example/t/, https://idp.example/t, https://idp.example/t,  issuer-mismatch",
        "http://idp.example/t,   https://idp.example/t, https://idp.example/t,  issuer-mismatch",
        "https://idp.example/t,  https://idp.example/t, https://idp.example/t/, issuer-not-published",
        "https://idp.example/t/, https://idp.example/t, https://idp.example/t/, ",
        "https://login/abc/v2.0, https://login/{tenantid}/v2.0, https://login/{tenantid}/v2.0, ",
        "https://login/abc/v1.0, https://login/{tenantid}/v2.0, https://login/{tenantid}/v2.0, issuer-mismatch",
        "https://login/a/b/v2.0, https://login/{tenantid}/v2.0, https://login/{tenantid}/v2.0, issuer-mismatch",
        "https://login//v2.0,    https://login/{tenantid}/v2.0, https://login/{tenantid}/v2.0, issuer-mismatch",
        "https://sts/abc/,       https://sts/{TenantId}/,       https://sts/{TenantId}/,       ",
        "https://sts/abc,        https://sts/{tenantid},        https://sts/{tenantid},        ",
        "https://sts/abc/def,    https://sts/{tenantid},        https://sts/{tenantid},        issuer-mismatch",
    })
    void issuerIsComparedLetterByLetter(String expected, String issuer, String published, String code) {
        // Given
        ProviderSituation situation = publishing(tenant(issuer, List.of(), List.of()), published);

        // When
        List<ReviewRemark> remarks = Review.of(situation, expecting(expected), Optional.empty());

        // Then
        assertThat(codes(remarks)).isEqualTo(Optional.ofNullable(code).stream().toList());
    }

    @Test
    void acceptedIssuerNeedsNotBePublished() {
        // Given
        ProviderSituation situation = publishing(tenant(ISSUER, List.of("https://old.example"), List.of()), ISSUER);

        // When
        List<ReviewRemark> remarks = Review.of(situation, expecting("https://old.example"), Optional.empty());

        // Then
        assertThat(remarks).isEmpty();
    }

    @Test
    void slashAtTheEndIsPointedOut() {
        // Given
        ProviderSituation situation = publishing(tenant(ISSUER, List.of(), List.of()), ISSUER);

        // When
        List<ReviewRemark> remarks = Review.of(situation, expecting(ISSUER + "/"), Optional.empty());

        // Then
        assertThat(remarks).singleElement().satisfies(remark -> assertThat(remark.explanation())
                .contains("differ in nothing but"));
    }

    @ParameterizedTest(name = "{0} accepted, {1} issued: {2}")
    @CsvSource({
        "api,   api,  ",
        "'api ', api, audience-mismatch",
        "other, api,  audience-mismatch",
    })
    void audiences(String accepted, String issued, String code) {
        // Given
        ProviderSituation situation = publishing(tenant(ISSUER, List.of(), List.of(issued)), ISSUER);
        Consumer consumer = consumer(Optional.empty(), List.of(accepted), Set.of(), Optional.empty());

        // When
        List<ReviewRemark> remarks = Review.of(situation, consumer, Optional.empty());

        // Then
        assertThat(codes(remarks)).isEqualTo(Optional.ofNullable(code).stream().toList());
    }

    @ParameterizedTest(name = "accepts {0}, the provider lists {1}: {2}")
    @CsvSource({
        // the published key is for ES256
        "ES256,         ES256,         ''",
        "ES256 RS256,   ES256,         algorithm-not-offered",
        "ES256,         ES256 RS256,   algorithm-not-accepted",
        "RS256,         RS256,         algorithm-not-accepted",
        "ES256 HS256,   ES256 HS256,   algorithm-symmetric",
        "ES256,         ES256 HS256,   ''",
        "ES256,         ES256 none,    ''",
    })
    void algorithms(String accepted, String advertised, String expected) {
        // Given
        ProviderSituation situation = publishing(tenant(ISSUER, List.of(), List.of()), ISSUER, advertised.split(" "));
        Set<JwsAlgorithm> algorithms =
                Set.of(accepted.split(" ")).stream().map(JwsAlgorithm::valueOf).collect(Collectors.toSet());

        // When
        List<ReviewRemark> remarks = Review.of(
                situation, consumer(Optional.empty(), List.of(), algorithms, Optional.empty()), Optional.empty());

        // Then
        assertThat(String.join(" ", codes(remarks))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "leeway {0}, offset {1} ± {2}: {3}")
    @CsvSource({
        "PT60S, PT20S,   PT10S,    ''",
        "PT60S, PT20S,   PT10.1S,  leeway-nearly-used",
        "PT60S, PT-50S,  PT10S,    leeway-nearly-used",
        "PT60S, PT-50S,  PT10.1S,  leeway-below-drift",
        "PT0S,  PT0.4S,  PT0.1S,   ''",
        "PT0S,  PT1S,    PT0.1S,   leeway-below-drift",
        "PT1H,  PT0S,    PT0.1S,   leeway-too-long",
        "PT59M, PT0S,    PT0.1S,   ''",
    })
    void leewayAgainstDriftAndTokenLifetime(Duration leeway, Duration offset, Duration bound, String expected) {
        // Given
        ProviderSituation situation =
                publishing(tenant(ISSUER, List.of(), List.of()), ISSUER).withDrift(new ClockDrift(offset, bound));

        // When
        List<ReviewRemark> remarks = Review.of(
                situation, consumer(Optional.empty(), List.of(), Set.of(), Optional.of(leeway)), Optional.empty());

        // Then
        assertThat(String.join(" ", codes(remarks))).isEqualTo(expected);
    }

    @Test
    void leewayOfTheProfileCountsWhereNoneIsSet() {
        // Given
        ProviderSituation situation = publishing(tenant(ISSUER, List.of(), List.of()), ISSUER)
                .withDrift(new ClockDrift(Duration.ofSeconds(90), Duration.ZERO));
        Optional<Profile> profile = Profiles.shipped().find("envoy-jwt-authn");

        // When
        List<ReviewRemark> remarks =
                Review.of(situation, consumer(Optional.empty(), List.of(), Set.of(), Optional.empty()), profile);

        // Then
        assertThat(codes(remarks)).containsExactly("leeway-below-drift");
    }
}
