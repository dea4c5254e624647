package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a webhook is told, and when. */
class WebhookTest {

    private static final String A = "KeyvigilConsumerStale/a/orders";
    private static final String B = "KeyvigilConsumerStale/b/orders";

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final NotificationScene scene = new NotificationScene(outbox, NotificationScene.webhook("warning"));

    @Test
    void firedRiskIsACloudEvent() {
        // When
        scene.fires(Risks.of("a"));

        // Then
        Message message = scene.receiver.taken().get(0);
        JsonNode event = scene.receiver.bodies().get(0);
        assertThat(message.uri()).hasToString("https://hooks.example/t0ken");
        assertThat(message.contentType()).startsWith("application/cloudevents+json");
        assertThat(message.headers())
                .containsEntry("webhook-id", event.path("id").asText());
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("source").asText()).isEqualTo(NotificationScene.EXTERNAL);
        assertThat(event.path("type").asText()).isEqualTo("io.keyvigil.risk.fired");
        assertThat(event.path("subject").asText()).isEqualTo(A);
        assertThat(event.path("time").asText()).isEqualTo(Risks.SINCE.toString());
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        JsonNode data = event.path("data");
        assertThat(data.path("name").asText()).isEqualTo("KeyvigilConsumerStale");
        assertThat(data.path("severity").asText()).isEqualTo("critical");
        assertThat(data.path("tenant").asText()).isEqualTo("a");
        assertThat(data.path("consumer").asText()).isEqualTo("orders");
        assertThat(data.path("since").asText()).isEqualTo(Risks.SINCE.toString());
        assertThat(data.path("deadline").asText())
                .isEqualTo(Risks.SINCE.plusSeconds(600).toString());
        assertThat(data.path("summary").asText()).isEqualTo("\"orders\" rejects tokens of a");
        assertThat(data.path("evidence").path("key").asText()).isEqualTo("é");
        assertThat(data.path("runbook").asText()).isEqualTo("/runbooks/KeyvigilConsumerStale");
        assertThat(data.has("resolvedAt")).isFalse();
    }

    @Test
    void riskOfNobodyNamesNobody() {
        // When
        scene.fires(Risks.ofNobody());

        // Then
        JsonNode event = scene.receiver.bodies().get(0);
        assertThat(event.path("subject").asText()).isEqualTo("KeyvigilBlind");
        assertThat(event.path("data").has("tenant")).isFalse();
        assertThat(event.path("data").has("consumer")).isFalse();
        assertThat(event.path("data").has("deadline")).isFalse();
    }

    @Test
    void whatHappensToARiskIsToldInItsOrder() {
        // Given
        ActiveRisk mild = Risks.of("a", Severity.WARNING, Risks.SINCE);
        ActiveRisk severe = Risks.of("a", Severity.CRITICAL, Risks.SINCE);

        // When
        scene.fires(mild).changes(mild, severe).resolves(severe);

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "changed " + A, "resolved " + A);
        JsonNode resolved = scene.receiver.bodies().get(2);
        assertThat(resolved.path("data").path("resolvedAt").asText())
                .isEqualTo(scene.clock.instant().toString());
        assertThat(ids()).doesNotHaveDuplicates();
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void riskBelowTheLeastSeverityIsNotTold() {
        // Given
        ActiveRisk info = Risks.of("a", Severity.INFO, Risks.SINCE);

        // When
        scene.fires(info).resolves(info);

        // Then
        assertThat(scene.receiver.attempts()).isEmpty();
    }

    @Test
    void crossingTheLeastSeverityIsToldAsFiredAndResolved() {
        // Given
        NotificationScene critical = new NotificationScene(outbox, NotificationScene.webhook("critical"));
        ActiveRisk mild = Risks.of("a", Severity.WARNING, Risks.SINCE);
        ActiveRisk severe = Risks.of("a", Severity.CRITICAL, Risks.SINCE);

        // When
        critical.fires(mild).passes(Duration.ofMinutes(1)).changes(mild, severe);
        critical.passes(Duration.ofMinutes(1)).changes(severe, mild);
        critical.passes(Duration.ofMinutes(1)).changes(mild, severe).resolves(severe);

        // Then
        assertThat(critical.receiver.events())
                .containsExactly("fired " + A, "resolved " + A, "fired " + A, "resolved " + A);
        assertThat(critical.receiver.bodies().get(1).path("data").has("resolvedAt"))
                .isFalse();
        assertThat(critical.receiver.bodies())
                .extracting(event -> event.path("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsLostWhileTheReceiverIsDownForAnHour() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);
        for (int minute = 0; minute < 60; minute++) {
            ActiveRisk risk = Risks.of("t" + minute, Severity.WARNING, scene.clock.instant());
            scene.fires(risk).passes(Duration.ofSeconds(30)).resolves(risk).passes(Duration.ofSeconds(30));
        }
        scene.receiver.takes();

        // When
        scene.passes(RetryBackoff.LONGEST_BACK_OFF.plusSeconds(1));

        // Then
        List<String> everything = IntStream.range(0, 60)
                .mapToObj(minute -> "KeyvigilConsumerStale/t" + minute + "/orders")
                .flatMap(subject -> List.of("fired " + subject, "resolved " + subject).stream())
                .toList();
        assertThat(scene.receiver.events()).containsExactlyInAnyOrderElementsOf(everything);
        for (int minute = 0; minute < 60; minute++) {
            String subject = "KeyvigilConsumerStale/t" + minute + "/orders";
            assertThat(scene.receiver.events()).containsSubsequence("fired " + subject, "resolved " + subject);
        }
        assertThat(scene.receiver.attempts())
                .as("few attempts of an hour, and one for each event")
                .hasSizeBetween(120 + 10, 120 + 40);
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void attemptsOfOneEventAreEqualButForTheTime() {
        // Given
        scene.receiver.fails(DeliveryFailure.STATUS);
        scene.fires(Risks.of("a"));

        // When
        scene.passes(Duration.ofMinutes(2));

        // Then
        List<Message> attempts = scene.receiver.attempts();
        assertThat(attempts).hasSizeGreaterThan(3);
        assertThat(attempts)
                .extracting(Message::body)
                .containsOnly(attempts.get(0).body());
        assertThat(attempts)
                .extracting(message -> message.headers().get("webhook-id"))
                .containsOnly(attempts.get(0).headers().get("webhook-id"));
        assertThat(attempts)
                .extracting(message -> message.headers().get("webhook-timestamp"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainAfterARestart() {
        // Given
        ActiveRisk open = Risks.of("a");
        ActiveRisk over = Risks.of("b");
        scene.fires(open).fires(over).resolves(over);

        // When
        scene.restarts().passes(Duration.ofMinutes(10));

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "fired " + B, "resolved " + B);
    }

    @Test
    void whatWaitedIsDeliveredAfterARestartUnderTheSameId() {
        // Given
        scene.receiver.fails(DeliveryFailure.TIMEOUT);
        ActiveRisk risk = Risks.of("a");
        scene.fires(risk);
        String id = scene.receiver.attempts().get(0).headers().get("webhook-id");
        scene.resolves(risk);
        scene.receiver.takes();

        // When
        scene.restarts().ticks();

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "resolved " + A);
        assertThat(ids().get(0)).isEqualTo(id);
    }

    @Test
    void whatHappenedWhileNobodyListenedIsConcludedAtStart() {
        // Given
        ActiveRisk gone = Risks.of("a");
        ActiveRisk mild = Risks.of("b", Severity.WARNING, Risks.SINCE);
        scene.fires(gone).fires(mild);
        scene.active.clear();
        scene.active.add(Risks.of("b", Severity.CRITICAL, Risks.SINCE));
        scene.active.add(Risks.of("c"));

        // When
        scene.restarts().ticks();

        // Then
        assertThat(scene.receiver.events().subList(2, 5))
                .containsExactlyInAnyOrder("resolved " + A, "changed " + B, "fired KeyvigilConsumerStale/c/orders");
    }

    @Test
    void riskThatFiredAnewWhileNobodyListenedResolvesBeforeItFires() {
        // Given
        scene.fires(Risks.of("a"));
        scene.active.clear();
        scene.active.add(Risks.of("a", Severity.CRITICAL, Risks.SINCE.plusSeconds(60)));

        // When
        scene.restarts().ticks();

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "resolved " + A, "fired " + A);
    }

    @Test
    void sinceThatLostItsMicrosecondsInTheStoreIsTheSameFiring() {
        // Given
        scene.fires(Risks.of("a"));
        scene.active.clear();
        scene.active.add(Risks.of("a", Severity.CRITICAL, Instant.ofEpochMilli(Risks.SINCE.toEpochMilli())));

        // When
        scene.restarts().passes(Duration.ofMinutes(1));

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A);
    }

    @Test
    void storeThatFailsDelaysNoDelivery() {
        // Given
        outbox.fail(true);

        // When
        scene.fires(Risks.of("a")).resolves(Risks.of("a"));

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "resolved " + A);
    }

    @Test
    void whatCameAboutWhileTheStoreFailedIsWrittenOnceItWorks() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);
        outbox.fail(true);
        scene.fires(Risks.of("a"));
        outbox.fail(false);

        // When
        scene.ticks();

        // Then
        assertThat(outbox.entries()).extracting(OutboxEntry::subject).containsExactly(A);
        assertThat(outbox.load().told()).containsExactly(Risks.of("a"));
    }

    @Test
    void deliveredWhileTheStoreFailedAndRestartedIsToldAgainUnderTheSameId() {
        // Given
        outbox.fail(true);
        scene.fires(Risks.of("a"));
        outbox.fail(false);

        // When
        scene.restarts().ticks();

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + A, "fired " + A);
        assertThat(ids().get(0)).isEqualTo(ids().get(1));
    }

    @Test
    void eventThatIsRefusedIsDroppedAfterAFewAttempts() {
        // Given
        scene.receiver.fails(DeliveryFailure.REFUSED);
        scene.fires(Risks.of("a"));

        // When
        scene.passes(Duration.ofHours(1));

        // Then
        assertThat(scene.receiver.attempts()).hasSize(WaitingEntries.MOST_REFUSALS);
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void eventThatIsRefusedDoesNotHoldUpOthers() {
        // Given
        scene.receiver.answers(message ->
                message.body().contains(A) ? DeliveryResult.failed(DeliveryFailure.REFUSED, "") : DeliveryResult.TAKEN);
        scene.fires(Risks.of("a")).fires(Risks.of("b"));

        // When
        scene.passes(RetryBackoff.FIRST_WAIT);

        // Then
        assertThat(scene.receiver.events()).containsExactly("fired " + B);
    }

    @Test
    void eventThatNeverPassesIsKeptForADay() {
        // Given
        scene.receiver.answers(message ->
                message.body().contains(A) ? DeliveryResult.failed(DeliveryFailure.STATUS, "") : DeliveryResult.TAKEN);
        scene.fires(Risks.of("a"));
        scene.clock.advance(WaitingEntries.LONGEST_WAIT);
        scene.ticks();
        int kept = outbox.entries().size();

        // When
        scene.passes(Duration.ofSeconds(1));

        // Then
        assertThat(kept).isEqualTo(1);
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void receiverThatAsksForTimeIsGivenIt() {
        // Given
        scene.receiver.fails(DeliveryFailure.TOO_MANY_REQUESTS, Duration.ofMinutes(10));
        scene.fires(Risks.of("a"));
        scene.receiver.takes();
        scene.passes(Duration.ofMinutes(10).minusSeconds(1));
        int before = scene.receiver.attempts().size();

        // When
        scene.passes(Duration.ofSeconds(1));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(scene.receiver.attempts()).hasSize(2);
    }

    @Test
    void receiverThatIsSetNoMoreIsForgotten() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);
        scene.fires(Risks.of("a"));

        // When
        new NotificationScene(outbox, NotificationScene.alertmanagers("http://alerts.example"));

        // Then
        assertThat(outbox.entries()).extracting(OutboxEntry::receiver).doesNotContain("webhook");
    }

    @Test
    void failureIsTold() {
        // Given
        scene.receiver.fails(DeliveryFailure.CONNECT);

        // When
        scene.fires(Risks.of("a"));

        // Then
        assertThat(scene.notifier.failure()).contains("https://hooks.example: connect, 1 waiting");
    }

    private List<String> ids() {
        return scene.receiver.bodies().stream()
                .map(event -> event.path("id").asText())
                .toList();
    }
}
