package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.Round;
import io.keyvigil.testing.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollQueueTest {

    private final List<String> polled = new ArrayList<>();

    @Test
    void nothingBeginsAnyMoreOnceTheEndHasBegun() {
        // Given
        PollQueue[] ending = new PollQueue[1];
        ending[0] = new PollQueue(Runnable::run, 1, due -> {
            polled.add(due.tenant().tenant().id().value());
            ending[0].close();
            throw new IllegalStateException("what a poll works with is gone");
        });
        PollQueue queue = ending[0];
        due("a", "b").forEach(queue::add);

        // When
        queue.start();
        due("c").forEach(queue::add);
        queue.start();

        // Then
        assertThat(polled).containsExactly("a");
    }

    private static Stream<PollQueue.DuePoll> due(String... tenants) {
        return Stream.of(tenants)
                .map(tenant -> new PollQueue.DuePoll(
                        new WatchedTenant(Tenants.of(tenant), TenantState.UNSEEN),
                        new Round(),
                        Instant.parse("2026-03-01T00:00:00Z")));
    }
}
