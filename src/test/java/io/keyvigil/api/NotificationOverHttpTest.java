package io.keyvigil.api;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.FakeWebhook;
import io.keyvigil.testing.FakeWebhook.Received;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.ToldWebhook;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with a webhook: what it tells is what the API tells. */
@QuarkusTest
@WithTestResource(ToldWebhook.class)
class NotificationOverHttpTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeProvider provider;

    private FakeWebhook webhook;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(LONGEST).until(watch::everyTenantTried);
    }

    private void publishes(String kid) {
        provider.publish(SigningKeys.rsa(kid));
        watch.tenants().forEach(watch::poll);
    }

    @Test
    void eventsHoldTheRisksAsTheApiTellsThem() throws IOException {
        // Given
        publishes("first");

        // When
        publishes("second");

        // Then
        Map<String, JsonNode> told = new TreeMap<>();
        for (JsonNode risk :
                JSON.readTree(when().get("/api/v1/risks").asString()).path("items")) {
            told.put(risk.path("name").asText() + risk.path("consumer").asText(), risk);
        }
        assertThat(told).containsKey("KeyvigilRotationUnsafe");
        await().atMost(LONGEST).until(() -> fired().keySet().containsAll(told.keySet()));
        assertThat(fired()).allSatisfy((risk, event) -> {
            assertThat(event.path("source").asText()).isEqualTo("http://localhost:9494");
            assertThat(shape(event.path("data"))).isEqualTo(shape(told.getOrDefault(risk, event.path("data"))));
        });
    }

    @Test
    void addressOfTheWebhookIsNowhere() {
        // Given
        String ready;
        String logged;
        publishes("first");
        publishes("second");
        await().atMost(LONGEST).until(() -> !fired().isEmpty());

        // When
        try (LogRecorder recorder = LogRecorder.loud()) {
            webhook.goDown();
            provider.publish("{\"keys\":[]}");
            watch.tenants().forEach(watch::poll);
            await().atMost(LONGEST).until(() -> recorder.text().contains("event=notification-failing"));
            ready = when().get("/health/ready").asString();
            webhook.comeBack();
            await().atMost(LONGEST).until(() -> recorder.text().contains("event=notification-recovered"));
            logged = recorder.text();
        }

        // Then
        assertThat(ready).contains(webhook.uri() + ": ").contains(" waiting").contains("\"UP\"");
        assertThat(ready + logged).doesNotContain(ToldWebhook.TOKEN);
    }

    /** What has not changed since it fired: a deadline, and so the words, may have. */
    private static JsonNode shape(JsonNode risk) {
        ObjectNode shape = risk.deepCopy();
        shape.put("deadline", "").put("summary", "").remove("evidence");
        risk.path("evidence").fieldNames().forEachRemaining(shape.putObject("evidence")::putNull);
        return shape;
    }

    private Map<String, JsonNode> fired() {
        Map<String, JsonNode> fired = new TreeMap<>();
        for (Received received : List.copyOf(webhook.received())) {
            JsonNode event = json(received.body());
            if (event.path("type").asText().equals("io.keyvigil.risk.fired")) {
                JsonNode data = event.path("data");
                fired.put(data.path("name").asText() + data.path("consumer").asText(), event);
            }
        }
        return fired;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
