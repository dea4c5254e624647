package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.REUSED_BEFORE;
import static io.keyvigil.diagnosis.SituationWorld.REUSED_NOW;
import static io.keyvigil.diagnosis.SituationWorld.RSA_NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListParser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token meets at each consumer is what the forecast says. The keys changed 30 s ago. */
class ForecastDiagnosisTest {

    private static final String WATCH_LIST =
            """
            tenants:
              contoso:
                issuer: https://login.example/contoso
                jwks-uri: https://login.example/contoso/jwks
                audiences: [api://orders]
            consumers:
              spring: {profile: spring-nimbus-jwtdecoder}
              envoy: {profile: envoy-jwt-authn}
              ktor: {profile: auth0-jwks-rsa-java}
              pinned: {profile: static-keys}
              vault: {profile: go-oidc-v3}
              dotnet: {profile: ms-identitymodel}
              openresty: {profile: lua-resty-openidc}
              elastic: {profile: elasticsearch-jwt-realm}
            """;

    private final SituationWorld world = SituationWorld.fixed();
    private final Instant now = Instant.ofEpochSecond(world.seconds());

    @ParameterizedTest
    @CsvSource({
        "spring, REJECTED",
        "envoy, REJECTED",
        "ktor, REJECTED",
        "pinned, REJECTED",
        "openresty, REJECTED",
        "vault, ACCEPTED",
        "dotnet, UNDETERMINED"
    })
    void kidThatStandsForOtherMaterialMakesNobodyFetchButForBadSignatures(String consumer, Verdict verdict) {
        // Given
        FakeTenants tenants = tenants()
                .keys("contoso", List.of(REUSED_BEFORE), List.of())
                .replaced("contoso", REUSED_BEFORE, REUSED_NOW);

        // When
        Diagnosis diagnosis = diagnosed(tenants, REUSED_NOW, consumer);

        // Then
        assertThat(diagnosis.consumers().get(0).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "spring, ACCEPTED",
        "envoy, REJECTED",
        "ktor, UNDETERMINED",
        "pinned, REJECTED",
        "vault, ACCEPTED",
        "dotnet, UNDETERMINED",
        "openresty, ACCEPTED",
        "elastic, UNDETERMINED"
    })
    void newKidMakesThoseFetchThatDoSoOnDemand(String consumer, Verdict verdict) {
        // Given
        FakeTenants tenants =
                tenants().keys("contoso", List.of(REUSED_NOW), List.of()).newKey("contoso", RSA_NEW);

        // When
        Diagnosis diagnosis = diagnosed(tenants, RSA_NEW, consumer);

        // Then
        assertThat(diagnosis.consumers().get(0).verdict()).isEqualTo(verdict);
    }

    @Test
    void rejectionSaysUntilWhenAndWhy() {
        // Given
        FakeTenants tenants =
                tenants().keys("contoso", List.of(REUSED_NOW), List.of()).newKey("contoso", RSA_NEW);

        // When
        Diagnosis diagnosis = diagnosed(tenants, RSA_NEW, "envoy");

        // Then
        String end = now.plusSeconds(570).toString();
        assertThat(diagnosis.consumers().get(0).reason())
                .startsWith("it rejects the token until " + end + " at the latest: it may not hold the key ")
                .endsWith("keys that it fetched before this one was published may last until " + end);
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.code()
                        .filter(FindingCode.NOT_YET_CACHED::equals)
                        .isPresent())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .containsEntry("until", end)
                        .containsEntry("endedBy", "its next fetch"));
    }

    @Test
    void consumerWhoseKeysHaveRunOutInAnOutageRejectsEveryToken() {
        // Given
        FakeTenants tenants =
                tenants().keys("contoso", List.of(REUSED_NOW), List.of()).failed("contoso");

        // When
        Diagnosis diagnosis = diagnosed(tenants, REUSED_NOW, "spring");

        // Then
        assertThat(diagnosis.consumers().get(0).verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(diagnosis.consumers().get(0).reason()).contains("the keys cannot be fetched since ");
    }

    private FakeTenants tenants() {
        WatchList watchList =
                WatchListParser.parse("watchlist.yaml", WATCH_LIST).watchList().orElseThrow();
        return new FakeTenants(watchList, now);
    }

    private Diagnosis diagnosed(FakeTenants tenants, TokenKey signer, String consumer) {
        return world.diagnoser(tenants, ObservedCaches.NONE, TrueTime.UNKNOWN)
                .diagnose(Asked.of(world.contoso(signer).signed())
                        .with("consumer", consumer)
                        .request());
    }
}
