package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one of several processes tells. */
class SharedNotificationTest {

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final NotificationScene scene = new NotificationScene(outbox, NotificationScene.webhook("warning"));

    @Test
    void whatAnotherProcessDeliversIsNotDeliveredHere() {
        // Given
        ActiveRisk risk = Risks.of("a");
        outbox.others.add(Notification.fired(risk).id());

        // When
        scene.fires(risk);

        // Then
        assertThat(scene.receiver.taken()).isEmpty();
    }

    @Test
    void whatAProcessThatIsGoneLeftIsDelivered() {
        // Given
        outbox.orphans.add(new OutboxEntry("webhook", "7", "KeyvigilBlind", scene.clock.instant(), "{\"left\":true}"));

        // When
        scene.notifier.takeOver();
        scene.ticks();

        // Then
        assertThat(scene.receiver.bodies())
                .singleElement()
                .satisfies(body -> assertThat(body.path("left").asBoolean()).isTrue());
    }

    @Test
    void endOfWhatAnotherProcessToldIsTold() {
        // Given
        ActiveRisk risk = Risks.of("a");
        scene.notifier.followed().fired(risk);

        // When
        scene.resolves(risk);

        // Then
        assertThat(types()).containsExactly("io.keyvigil.risk.resolved");
    }

    @Test
    void whatAnotherProcessToldAsOverFiresAgain() {
        // Given
        ActiveRisk before = Risks.of("a");
        scene.fires(before);
        scene.active.remove(before);
        scene.notifier.followed().resolved(before, scene.clock.instant());

        // When
        scene.fires(Risks.of("a", Severity.CRITICAL, Risks.SINCE.plusSeconds(60)));

        // Then
        assertThat(types()).containsExactly("io.keyvigil.risk.fired", "io.keyvigil.risk.fired");
    }

    @Test
    void severityThatAnotherProcessToldIsWhatAChangeIsHeldAgainst() {
        // Given
        ActiveRisk severe = Risks.of("a", Severity.CRITICAL, Risks.SINCE);
        scene.notifier.followed().severityChanged(severe);

        // When
        scene.changes(severe, severe);

        // Then
        assertThat(scene.receiver.taken()).isEmpty();
    }

    private List<String> types() {
        return scene.receiver.bodies().stream()
                .map(body -> body.path("type").asText())
                .toList();
    }
}
