package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingEntriesTest {

    private static final Instant NOTED = Instant.parse("2026-03-01T00:00:00Z");

    private final WaitingEntries waiting = new WaitingEntries(3);

    private static OutboxEntry entry(String subject, int number) {
        return new OutboxEntry("r", subject + number, subject, NOTED, "{}");
    }

    @Test
    void oldestGoesWhereThereAreTooMany() {
        // Given
        waiting.add(entry("a", 1));
        waiting.add(entry("a", 2));
        waiting.add(entry("b", 3));
        waiting.failed(List.of(entry("a", 1)), false);

        // When
        List<OutboxEntry> gone = waiting.add(entry("c", 4)).stream().toList();

        // Then
        assertThat(gone).containsExactly(entry("a", 1));
        assertThat(waiting.size()).isEqualTo(3);
    }

    @Test
    void sameOccasionWaitsOnce() {
        // Given
        waiting.add(entry("a", 1));

        // When
        waiting.add(entry("a", 1));

        // Then
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void dayIsWaitedInclusively() {
        // Given
        waiting.add(entry("a", 1));
        Instant end = NOTED.plus(WaitingEntries.LONGEST_WAIT);

        // When
        List<OutboxEntry> atTheEnd = waiting.expired(end);
        List<OutboxEntry> after = waiting.expired(end.plusMillis(1));

        // Then
        assertThat(atTheEnd).isEmpty();
        assertThat(after).containsExactly(entry("a", 1));
        assertThat(waiting.first()).isEmpty();
    }

    @Test
    void refusedOnceTooOftenGoes() {
        // Given
        waiting.add(entry("a", 1));
        for (int i = 1; i < WaitingEntries.MOST_REFUSALS; i++) {
            assertThat(waiting.failed(List.of(entry("a", 1)), true)).isEmpty();
        }

        // When
        List<OutboxEntry> hopeless = waiting.failed(List.of(entry("a", 1)), true);

        // Then
        assertThat(hopeless).containsExactly(entry("a", 1));
        assertThat(waiting.size()).isZero();
    }
}
