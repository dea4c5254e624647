package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What Alertmanagers are told, and when. */
class AlertmanagerTest {

    private static final String BASE = "https://alerts.example/prefix/";

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final NotificationScene scene = new NotificationScene(outbox, NotificationScene.alertmanagers(BASE));

    @Test
    void firedRiskIsAnAlert() {
        // When
        scene.fires(Risks.of("a"));

        // Then
        Message message = scene.receiver.taken().get(0);
        JsonNode alert = scene.receiver.bodies().get(0).get(0);
        assertThat(message.uri()).hasToString("https://alerts.example/prefix/api/v2/alerts");
        assertThat(message.contentType()).isEqualTo("application/json");
        assertThat(alert.path("labels"))
                .isEqualTo(
                        FakeReceiver.json(
                                """
                {"alertname": "KeyvigilConsumerStale", "severity": "critical", "tenant": "a", "consumer": "orders"}"""));
        assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("\"orders\" rejects tokens of a");
        assertThat(alert.path("annotations").path("description").asText())
                .isEqualTo("A consumer's cache lacks a published signing key or holds a withdrawn one."
                        + " Deadline: 2026-03-01T00:10:00Z.");
        assertThat(alert.path("annotations").path("runbook_url").asText())
                .isEqualTo(NotificationScene.EXTERNAL + "/runbooks/KeyvigilConsumerStale");
        assertThat(alert.path("generatorURL").asText()).isEqualTo(NotificationScene.EXTERNAL + "/api/v1/tenants/a");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T00:00:00.123Z");
        assertThat(alert.has("endsAt")).as("by Alertmanager's own clock").isFalse();
    }

    @Test
    void riskOfNobodyHasNoEmptyLabels() {
        // When
        scene.fires(Risks.ofNobody());

        // Then
        JsonNode alert = scene.receiver.bodies().get(0).get(0);
        assertThat(alert.path("labels").fieldNames()).toIterable().containsExactly("alertname", "severity");
        assertThat(alert.path("generatorURL").asText()).isEqualTo(NotificationScene.EXTERNAL + "/api/v1/risks");
    }

    @Test
    void activeAlertIsRepeatedEveryMinute() {
        // Given
        scene.fires(Risks.of("a"));

        // When
        scene.passes(Duration.ofMinutes(5));

        // Then
        assertThat(scene.receiver.attempts()).hasSize(6);
    }

    @Test
    void nobodyIsToldOfNothing() {
        // When
        scene.passes(Duration.ofMinutes(5));

        // Then
        assertThat(scene.receiver.attempts()).isEmpty();
    }

    @Test
    void riskBelowTheLeastSeverityIsNoAlert() {
        // When
        scene.fires(Risks.of("a", Severity.INFO, Risks.SINCE)).passes(Duration.ofMinutes(5));

        // Then
        assertThat(scene.receiver.attempts()).isEmpty();
    }

    @Test
    void resolvedAlertIsEndedOnce() {
        // Given
        scene.fires(Risks.of("a"));

        // When
        scene.resolves(Risks.of("a")).passes(Duration.ofMinutes(5));

        // Then
        List<JsonNode> bodies = scene.receiver.bodies();
        assertThat(bodies).hasSize(2);
        JsonNode ended = bodies.get(1).get(0);
        assertThat(ended.path("endsAt").asText()).isEqualTo("2026-03-01T00:00:01Z");
        assertThat(ended.path("labels")).isEqualTo(bodies.get(0).get(0).path("labels"));
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void clockThatWasSetBackEndsNoAlertBeforeItsStart() {
        // Given
        scene.fires(Risks.of("a"));
        scene.clock.advance(Duration.ofHours(-1));

        // When
        scene.resolves(Risks.of("a")).passes(Duration.ofSeconds(2));

        // Then
        JsonNode ended = scene.receiver.bodies().get(1).get(0);
        assertThat(ended.path("endsAt").asText())
                .isEqualTo(ended.path("startsAt").asText());
    }

    @Test
    void otherSeverityIsAnotherAlert() {
        // Given
        ActiveRisk mild = Risks.of("a", Severity.WARNING, Risks.SINCE);
        ActiveRisk severe = Risks.of("a", Severity.CRITICAL, Risks.SINCE);
        scene.fires(mild);

        // When
        scene.changes(mild, severe);

        // Then
        assertThat(alerts()).containsExactly("warning active", "warning ended", "critical active");
    }

    @Test
    void alertThatEndedWhileTheReceiverWasDownIsEndedOnceItIsBack() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);
        scene.fires(Risks.of("a")).passes(Duration.ofMinutes(30));
        scene.resolves(Risks.of("a")).passes(Duration.ofMinutes(30));
        scene.receiver.takes();

        // When
        scene.passes(RetryBackoff.LONGEST_BACK_OFF.plusSeconds(1));

        // Then
        assertThat(alerts()).containsExactly("critical ended");
    }

    @Test
    void alertThatEndedWithoutHavingBeenToldIsEndedAfterARestart() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);
        scene.fires(Risks.of("a")).resolves(Risks.of("a"));
        scene.receiver.takes();

        // When
        scene.restarts().ticks();

        // Then
        assertThat(alerts()).containsExactly("critical ended");
    }

    @Test
    void restartRepeatsTheSameAlert() {
        // Given
        scene.fires(Risks.of("a"));
        scene.active.set(0, Risks.of("a", Severity.CRITICAL, Instant.ofEpochMilli(Risks.SINCE.toEpochMilli())));

        // When
        scene.restarts().ticks();

        // Then
        List<JsonNode> bodies = scene.receiver.bodies();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1).get(0).path("startsAt"))
                .isEqualTo(bodies.get(0).get(0).path("startsAt"));
        assertThat(bodies.get(1)).hasSize(1);
    }

    @Test
    void everyMemberOfAClusterGetsEveryAlert() {
        // Given
        NotificationScene cluster = new NotificationScene(
                new MemoryOutbox(), NotificationScene.alertmanagers("http://a.example", "http://b.example"));
        cluster.receiver.answers(message -> message.uri().getHost().equals("a.example")
                ? DeliveryResult.failed(DeliveryFailure.CONNECT, "")
                : DeliveryResult.TAKEN);

        // When
        cluster.fires(Risks.of("a")).resolves(Risks.of("a"));

        // Then
        assertThat(cluster.receiver.taken())
                .extracting(message -> message.uri().getHost())
                .containsExactly("b.example", "b.example");
        cluster.receiver.takes();
        cluster.passes(RetryBackoff.LONGEST_BACK_OFF);
        assertThat(cluster.receiver.taken().get(2).uri().getHost()).isEqualTo("a.example");
        assertThat(cluster.receiver.bodies().get(2).get(0).has("endsAt")).isTrue();
    }

    @Test
    void thousandAlertsGoInRequestsOfBoundedSize() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            scene.active.add(Risks.of("t" + i));
        }

        // When
        scene.ticks();

        // Then
        assertThat(scene.receiver.bodies()).extracting(JsonNode::size).containsExactly(256, 256, 256, 232);
    }

    @Test
    void refusedAlertsAreTriedSeldomAndTheirEndsDropped() {
        // Given
        scene.receiver.fails(DeliveryFailure.REFUSED);
        scene.fires(Risks.of("a")).resolves(Risks.of("a"));

        // When
        scene.passes(Duration.ofHours(1));

        // Then
        assertThat(scene.receiver.attempts()).hasSizeLessThan(10);
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void refusedAlertsGoWithoutTheirStart() {
        // Given
        scene.receiver.answers(message -> message.body().contains("startsAt")
                ? DeliveryResult.failed(DeliveryFailure.REFUSED, "start time must be before end time")
                : DeliveryResult.TAKEN);

        // When
        scene.fires(Risks.of("a")).passes(RetryBackoff.FIRST_WAIT).passes(Duration.ofMinutes(2));

        // Then
        assertThat(alerts()).containsExactly("critical active", "critical active", "critical active");
    }

    private List<String> alerts() {
        List<String> alerts = new ArrayList<>();
        for (JsonNode body : scene.receiver.bodies()) {
            StreamSupport.stream(body.spliterator(), false)
                    .map(alert -> alert.path("labels").path("severity").asText()
                            + (alert.has("endsAt") ? " ended" : " active"))
                    .forEach(alerts::add);
        }
        return alerts;
    }
}
