package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.Round;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollQueueTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<String> polled = new ArrayList<>();

    @Test
    void nothingBeginsAnyMoreOnceTheEndHasBegun() {
        // Given
        PollQueue[] ending = new PollQueue[1];
        ending[0] = new PollQueue(
                Runnable::run,
                1,
                due -> {
                    polled.add(due.tenant().tenant().id().value());
                    ending[0].close();
                    throw new IllegalStateException("what a poll works with is gone");
                },
                () -> 0);
        PollQueue queue = ending[0];
        neverPolled("a", "b").forEach(queue::add);

        // When
        queue.start();
        neverPolled("c").forEach(queue::add);
        queue.start();

        // Then
        assertThat(polled).containsExactly("a");
    }

    @Test
    void tenantsThatWereNeverReachedLeaveThePlacesOfTheOthers() {
        // Given
        List<Runnable> inFlight = new ArrayList<>();
        PollQueue queue = new PollQueue(
                inFlight::add, 4, due -> polled.add(due.tenant().tenant().id().value()), () -> 0);
        IntStream.range(0, 100).forEach(number -> neverPolled("hangs" + number).forEach(queue::add));
        queue.start();
        int hanging = inFlight.size();

        // When
        queue.add(due("healthy", reached()));
        queue.start();
        inFlight.get(hanging).run();

        // Then
        assertThat(hanging).isEqualTo(4);
        assertThat(polled).containsExactly("healthy");
    }

    private static TenantState reached() {
        return TenantState.UNSEEN
                .next(Fetches.fetched(SigningKeys.ec("a").jwk()), START, START)
                .after();
    }

    private static Stream<PollQueue.DuePoll> neverPolled(String... tenants) {
        return Stream.of(tenants).map(tenant -> due(tenant, TenantState.UNSEEN));
    }

    private static PollQueue.DuePoll due(String tenant, TenantState state) {
        return new PollQueue.DuePoll(new WatchedTenant(Tenants.of(tenant), state), new Round(), START);
    }
}
