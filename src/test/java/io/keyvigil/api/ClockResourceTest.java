package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.keyvigil.testing.WatchedProviders;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service under test names no time server, so providers are its evidence. */
@QuarkusTest
@WithTestResource(WatchedProviders.class)
class ClockResourceTest {

    private WatchedProviders providers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(Duration.ofSeconds(20)).until(watch::everyTenantTried);
    }

    @Test
    void providersAreTheEvidenceWithoutTimeServers() {
        // When
        given().get("/api/v1/clock")
                // Then
                .then()
                .statusCode(200)
                .body("verdict", equalTo("in-step"))
                .body("reason", equalTo("no-time-servers"))
                .body("basis", equalTo("date-header"))
                .body("offset", startsWith("PT"))
                .body("errorBound", startsWith("PT"))
                .body("servers", empty())
                .body("providers.provider", hasItem(providers.alpha().issuer().substring("http://".length())))
                .body("providers.state", hasItem("agrees"));
    }

    @Test
    void historyTellsWhatWasKnown() {
        // Given
        await().atMost(Duration.ofSeconds(60)).until(() -> given().get("/api/v1/clock/history")
                .jsonPath()
                .getList("items.verdict")
                .contains("in-step"));

        // When
        given().get("/api/v1/clock/history")
                // Then
                .then()
                .statusCode(200)
                .body("every", equalTo("PT1M"))
                .body("items.basis", hasItem("date-header"))
                .body("items.offset", hasItem(startsWith("PT")));
    }

    @Test
    void metricsDoNotClaimWhatNoQuorumOfTimeServersSays() {
        // When
        given().get("/metrics")
                // Then
                .then()
                .body(containsString("\nkeyvigil_clock_known 0\n"))
                .body(not(containsString("\nkeyvigil_clock_offset_seconds ")))
                .body(not(containsString("\nkeyvigil_clock_error_bound_seconds ")));
    }

    @Test
    void readinessTellsOfTheClock() {
        // When
        given().get("/health/ready")
                // Then
                .then()
                .body("checks.data.clock", hasItem(startsWith("in-step: ")));
    }
}
