package io.keyvigil.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.ObservedConsumers;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ObservedConsumers.class)
class ConsumerSeriesTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final List<String> CAUSES = List.of(
            "missing-new-key",
            "material-replaced",
            "key-withdrawn-early",
            "provider-unreachable",
            "holds-withdrawn-key");

    private ObservedConsumers consumers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void bothHoldTheSame() {
        await().atMost(AMPLE).until(watch::everyTenantTried);
        consumers.cache().publish(SigningKeys.ec("first"));
        consumers.provider().publish(SigningKeys.ec("first"));
        watch.tenants().forEach(watch::poll);
    }

    private static PrometheusText page() {
        return PrometheusText.read(given().get("/metrics").asString(), false);
    }

    private static String exposed(String consumer, String cause) {
        return "keyvigil_consumer_exposed{tenant=\"alpha\",consumer=\"" + consumer + "\",cause=\"" + cause + "\"}";
    }

    private static String safe(String consumer) {
        return "keyvigil_consumer_safe_timestamp_seconds{tenant=\"alpha\",consumer=\"" + consumer + "\"}";
    }

    @Test
    void everyCauseHasASeries() {
        // When
        PrometheusText page = page();

        // Then
        assertThat(CAUSES).allSatisfy(cause -> assertThat(page.series()).containsKey(exposed("timed", cause)));
    }

    @Test
    void exposureHasAnEndWhereTimeEndsIt() {
        // Given
        consumers.provider().publish(SigningKeys.ec("first"), SigningKeys.ec("for the series"));
        watch.tenants().forEach(watch::poll);
        double now = Instant.now().getEpochSecond();

        // When
        PrometheusText page = page();

        // Then
        assertThat(page.series())
                .containsEntry(exposed("timed", "missing-new-key"), 1.0)
                .containsEntry(exposed("timed", "provider-unreachable"), 0.0)
                .containsEntry(exposed("pinned", "missing-new-key"), 1.0)
                .containsEntry(safe("pinned"), Double.POSITIVE_INFINITY);
        assertThat(page.series().get(safe("timed"))).isBetween(now + 240, now + 7_200);
    }

    @Test
    void consumerOfWhichNothingIsKnownIsNotSaidToBeWell() {
        // Given
        await().atMost(AMPLE).until(() -> page().series().containsKey(cacheUp("silent")));

        // When
        PrometheusText page = page();

        // Then
        assertThat(page.series())
                .doesNotContainKey(exposed("silent", "missing-new-key"))
                .doesNotContainKey(safe("silent"))
                .containsEntry(cacheUp("silent"), 0.0)
                .doesNotContainKey(cacheUp("timed"));
    }

    private static String cacheUp(String consumer) {
        return "keyvigil_consumer_cache_up{consumer=\"" + consumer + "\"}";
    }

    @Test
    void hashesAreThoseOfKubeApiserver() {
        // Given: a key set and its hash in Kubernetes' own test
        consumers.provider().publish("{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"test\"}]}");
        watch.tenants().forEach(watch::poll);

        // When
        PrometheusText page = page();

        // Then: the tenant that has no issuer has none
        assertThat(page.series())
                .containsEntry(
                        "keyvigil_jwks_hash_info{tenant=\"alpha\",jwt_issuer_hash=\""
                                + KubernetesHashes.ofIssuer(consumers.provider().issuer())
                                + "\",hash=\"sha256:d132d414ef2da3d863abd7bf0165c00403ef1d3510faf8fdf1d7cf335c888e53\"}",
                        1.0);
        assertThat(page.series().keySet())
                .noneMatch(name -> name.startsWith("keyvigil_jwks_hash_info{tenant=\"beta\""));
    }
}
