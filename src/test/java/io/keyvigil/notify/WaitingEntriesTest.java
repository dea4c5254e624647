package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

    /** Whatever fails in between: each leaves once, those of one subject in their order. */
    @Property
    void orderWithinASubjectIsKept(
            @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> subjects,
            @ForAll @Size(max = 200) List<Boolean> outcomes) {
        // Given
        WaitingEntries many = new WaitingEntries(1_000);
        for (int i = 0; i < subjects.size(); i++) {
            many.add(entry("s" + subjects.get(i) + "-", i));
        }
        List<OutboxEntry> left = new ArrayList<>();

        // When
        for (int step = 0; many.size() > 0; step++) {
            OutboxEntry first = many.first().orElseThrow();
            if (step < outcomes.size() && !outcomes.get(step)) {
                many.failed(List.of(first), false);
            } else {
                many.remove(first);
                left.add(first);
            }
        }

        // Then
        assertThat(left).hasSize(subjects.size()).doesNotHaveDuplicates();
        for (int subject = 0; subject <= 4; subject++) {
            String prefix = "s" + subject + "-";
            assertThat(left.stream()
                            .filter(entry -> entry.subject().equals(prefix))
                            .map(entry -> Integer.parseInt(entry.id().substring(prefix.length())))
                            .toList())
                    .isSorted();
        }
    }
}
