package io.keyvigil.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.provider.FetchFailure;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.WatchedProviders;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.PollOutcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class MetricsPageTest {

    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;q=0.5";

    private WatchedProviders providers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(Duration.ofSeconds(20)).until(watch::everyTenantTried);
        providers.beta().publish(SigningKeys.ec("first"));
        poll("beta");
    }

    @Test
    void pageIsPrometheusTextByDefault() {
        // When
        PrometheusText page = page();

        // Then
        assertThat(page.series())
                .containsEntry("keyvigil_provider_up{tenant=\"alpha\"}", 1.0)
                .containsEntry("keyvigil_provider_up{tenant=\"gone\"}", 0.0)
                .containsEntry("keyvigil_watchlist_valid", 1.0)
                .containsEntry("keyvigil_store_up", 1.0)
                .containsEntry("keyvigil_leeway_seconds{tenant=\"alpha\"}", 60.0)
                .containsKey("keyvigil_poll_duration_seconds_count");
        assertThat(page.types())
                .containsEntry("keyvigil_polls_total", "counter")
                .containsEntry("keyvigil_poll_duration_seconds", "histogram");
        assertThat(page.series().keySet()).anyMatch(name -> name.startsWith("keyvigil_build_info{version=\""));
    }

    @Test
    void pageIsOpenMetricsWhereTheScraperAsksForIt() {
        // Given
        String type = given().header("Accept", OPEN_METRICS).get("/metrics").contentType();

        // When
        PrometheusText page = PrometheusText.read(
                given().header("Accept", OPEN_METRICS).get("/metrics").asString(), true);

        // Then
        assertThat(type).startsWith("application/openmetrics-text");
        assertThat(page.types()).containsEntry("keyvigil_polls", "counter").doesNotContainKey("keyvigil_polls_total");
        assertThat(page.series()).containsKey("keyvigil_polls_total{tenant=\"alpha\",outcome=\"changed\"}");
    }

    @Test
    void everyCauseOfDiagnosesIsThereBeforeTheFirst() {
        // When
        PrometheusText page = page();

        // Then
        assertThat(page.series())
                .containsEntry("keyvigil_diagnoses_total{cause=\"none\",}", 0.0)
                .containsEntry("keyvigil_diagnoses_total{cause=\"expired\",}", 0.0)
                .containsEntry("keyvigil_diagnosis_duration_seconds_count", 0.0);
    }

    @Test
    void zerosAreThereForEveryReasonKindAndOutcome() {
        // When
        Map<String, Double> series = page().series();

        // Then
        for (FetchFailure reason : FetchFailure.values()) {
            assertThat(series)
                    .containsEntry(
                            "keyvigil_poll_failures_total{tenant=\"alpha\",reason=\"" + reason.code() + "\"}", 0.0);
        }
        for (KeyEventKind kind : KeyEventKind.values()) {
            assertThat(series).containsKey("keyvigil_key_events_total{tenant=\"alpha\",kind=\"" + kind.code() + "\"}");
        }
        for (PollOutcome outcome : PollOutcome.values()) {
            assertThat(series).containsKey("keyvigil_polls_total{tenant=\"alpha\",outcome=\"" + outcome.code() + "\"}");
        }
        assertThat(series.get("keyvigil_poll_failures_total{tenant=\"gone\",reason=\"connect\"}"))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", OPEN_METRICS})
    void strangeKidsDoNotBreakThePage(String accept) {
        // Given
        String first = SigningKeys.ec("first").jwk();
        providers
                .beta()
                .publish("{\"keys\":["
                        + String.join(
                                ",",
                                first.replace("\"first\"", "\"quote \\\" back\\\\slash \\n line\""),
                                first.replace("\"first\"", "\"carriage\\r\\u0000return\""),
                                first.replace("\"first\"", "\"\\ud800\""),
                                first.replace("\"first\"", "\"\\ud801\""),
                                first.replace("\"first\"", "\"" + "k".repeat(200) + "Aa\""),
                                first.replace("\"first\"", "\"" + "k".repeat(200) + "BB\""),
                                first.replace("\"kid\":\"first\",", ""),
                                "7")
                        + "]}");
        poll("beta");

        // When
        PrometheusText page = PrometheusText.read(
                given().header("Accept", accept).get("/metrics").asString(), accept.equals(OPEN_METRICS));

        // Then
        assertThat(page.series().keySet().stream().filter(name -> name.startsWith("keyvigil_key_info{tenant=\"beta\"")))
                .hasSize(8)
                .anyMatch(name -> name.contains("kid=\"quote \\\" back\\\\slash \\n line\""))
                .allMatch(name ->
                        name.replaceAll(".*,kid=\"(.*)\",thumbprint.*", "$1").length() <= 130);
    }

    @Test
    void twoKeysOfOneKidAreTwoSeries() {
        // Given
        providers
                .beta()
                .publish(
                        SigningKeys.ec("one").named("same"),
                        SigningKeys.ec("two").named("same"));
        poll("beta");

        // When
        Map<String, Double> series = page().series();

        // Then
        assertThat(series.keySet())
                .filteredOn(name -> name.startsWith("keyvigil_key_info{tenant=\"beta\",kid=\"same\""))
                .hasSize(2);
        assertThat(series).containsEntry("keyvigil_published_keys{tenant=\"beta\"}", 2.0);
    }

    @Test
    void keysBeyond32HaveNoSeriesButAreCounted() {
        // Given
        providers
                .beta()
                .publish(IntStream.range(0, 40)
                        .mapToObj(i -> SigningKeys.ec("many-" + i))
                        .toArray(SigningKey[]::new));
        poll("beta");

        // When
        Map<String, Double> series = page().series();

        // Then
        assertThat(series.keySet())
                .filteredOn(name -> name.startsWith("keyvigil_key_info{tenant=\"beta\""))
                .hasSize(32);
        assertThat(series)
                .containsEntry("keyvigil_series_dropped", 8.0)
                .containsEntry("keyvigil_published_keys{tenant=\"beta\"}", 40.0);
    }

    @Test
    void withdrawnKeyHasNoSeries() {
        // Given
        providers.beta().publish(SigningKeys.ec("next"));
        poll("beta");

        // When
        Map<String, Double> series = page().series();

        // Then
        assertThat(series.keySet()).noneMatch(name -> name.contains("tenant=\"beta\",kid=\"first\""));
        assertThat(series).containsKey("keyvigil_last_rotation_timestamp_seconds{tenant=\"beta\"}");
    }

    @Test
    void seriesOfARemovedTenantVanish() {
        // Given
        providers.removeLate();

        // When
        await().atMost(Duration.ofSeconds(20))
                .until(() -> watch.find(new TenantId("late")).isEmpty());

        // Then
        assertThat(page().series()).containsEntry("keyvigil_tenants", 3.0).allSatisfy((name, value) -> assertThat(name)
                .doesNotContain("\"late\""));
    }

    @Test
    void onlyWhatIsNotOkIsExportedWhereTheScraperAsksForIt() {
        // When
        PrometheusText page =
                PrometheusText.read(given().get("/metrics?only=not-ok").asString(), false);

        // Then
        assertThat(page.series())
                .containsEntry("keyvigil_provider_up{tenant=\"gone\"}", 0.0)
                .containsEntry("keyvigil_tenants", page().series().get("keyvigil_tenants"))
                .containsKey("keyvigil_poll_duration_seconds_count");
        assertThat(page.series().get("keyvigil_tenants_not_ok"))
                .isEqualTo(page.series().keySet().stream()
                        .filter(name -> name.startsWith("keyvigil_provider_up{"))
                        .count());
    }

    @Test
    void selectionThatDoesNotExistIsRefused() {
        // When
        int status = given().get("/metrics?only=broken").statusCode();

        // Then
        assertThat(status).isEqualTo(400);
    }

    private void poll(String tenant) {
        watch.poll(watch.find(new TenantId(tenant)).orElseThrow());
    }

    private static PrometheusText page() {
        return PrometheusText.read(given().get("/metrics").asString(), false);
    }
}
