package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.HandMovedTime;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.ProviderConduct;
import io.keyvigil.testing.ProviderStage;
import io.keyvigil.testing.RiskyProviders;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From what a provider does over HTTP to the risk that the API and the metrics tell, and to its end. */
@QuarkusTest
@TestProfile(HandMovedTime.class)
@WithTestResource(RiskyProviders.class)
class ProviderConductTest {

    private RiskyProviders providers;

    @Inject
    KeyWatch watch;

    @Inject
    RiskWatch risks;

    @Inject
    MutableClock clock;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(Duration.ofSeconds(60)).until(watch::everyTenantTried);
    }

    @ParameterizedTest
    @EnumSource
    void riskIsToldByApiAndMetricsUntilItIsOver(ProviderConduct conduct) {
        // Given
        ProviderStage stage =
                new ProviderStage(providers.of(conduct), new TenantId(conduct.tenant()), watch, risks, clock);
        conduct.provoke(stage);
        List<Map<String, Object>> active = listed("active", conduct);
        String during = given().get("/metrics").asString();

        // When
        conduct.mend(stage);

        // Then
        assertThat(active).isNotEmpty().allSatisfy(risk -> {
            assertThat(during).contains(series(conduct, risk));
            assertThat(risk).containsKeys("since", "summary", "evidence", "runbook");
        });
        assertThat(listed("active", conduct)).isEmpty();
        assertThat(listed("resolved", conduct)).isNotEmpty().allSatisfy(risk -> assertThat(risk)
                .containsKey("resolvedAt"));
        String after = given().get("/metrics").asString();
        assertThat(active).allSatisfy(risk -> assertThat(after).doesNotContain(series(conduct, risk)));
    }

    private static String series(ProviderConduct conduct, Map<String, Object> risk) {
        return "keyvigil_risk{risk=\"%s\",severity=\"%s\",tenant=\"%s\",consumer=\"%s\"} 1\n"
                .formatted(
                        conduct.risk().alertName(),
                        risk.get("severity"),
                        conduct.tenant(),
                        risk.getOrDefault("consumer", ""));
    }

    private static List<Map<String, Object>> listed(String state, ProviderConduct conduct) {
        return given()
                .queryParam("state", state)
                .queryParam("limit", 1_000)
                .get("/api/v1/risks")
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(risk -> conduct.risk().alertName().equals(risk.get("name"))
                        && conduct.tenant().equals(risk.get("tenant")))
                .toList();
    }
}
