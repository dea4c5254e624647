package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WaitingEntriesPropertiesTest {

    private static OutboxEntry entry(String subject, int number) {
        return new OutboxEntry("r", subject + number, subject, Instant.EPOCH, "{}");
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
