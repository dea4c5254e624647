package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.Round;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.PollQueue.DuePoll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollLaneTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private Duration time = Duration.ZERO;
    private final List<DuePoll> hanging = new ArrayList<>();

    @Test
    void twoHundredTenantsThatHangDelayNoOtherBySixSeconds() {
        // Given
        PollLane lane = new PollLane(64, 192, () -> time.toNanos());
        List<DuePoll> all =
                IntStream.range(0, 300).mapToObj(PollLaneTest::twoOfThreeHang).toList();
        all.forEach(lane::add);

        // When
        Duration lastHealthy = Duration.ZERO;
        while (time.compareTo(DEADLINE) < 0) {
            if (pollAll(lane) > 0) {
                lastHealthy = time;
            }
            time = time.plusSeconds(1);
        }

        // Then
        assertThat(hanging).hasSize(200);
        assertThat(lastHealthy).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void pollsInFlightAreBoundedHoweverLongTheyTake() {
        // Given
        PollLane lane = lane(4);
        IntStream.range(0, 100).forEach(number -> lane.add(due("h" + number)));

        // When
        for (int second = 0; second < 60; second++) {
            begun(lane).forEach(due -> assertThat(hanging.add(due)).isTrue());
            time = time.plusSeconds(1);
        }

        // Then
        assertThat(hanging).hasSize(4 + 8);
    }

    @Test
    void pollThatEndsLeavesItsPlace() {
        // Given
        PollLane lane = lane(1);
        lane.add(due("a"));
        lane.add(due("b"));
        DuePoll first = lane.begin().orElseThrow();
        assertThat(lane.begin()).isEmpty();

        // When
        lane.end(first);

        // Then
        assertThat(lane.begin()).map(due -> due.tenant().tenant().id().value()).contains("b");
    }

    /** Begins what finds a place, and ends what does not hang; how many that were. */
    private int pollAll(PollLane lane) {
        int healthy = 0;
        for (Optional<DuePoll> next = lane.begin(); next.isPresent(); next = lane.begin()) {
            DuePoll due = next.get();
            if (due.tenant().tenant().id().value().startsWith("h")) {
                hanging.add(due);
            } else {
                healthy++;
                lane.end(due);
            }
        }
        return healthy;
    }

    private static List<DuePoll> begun(PollLane lane) {
        List<DuePoll> begun = new ArrayList<>();
        for (Optional<DuePoll> next = lane.begin(); next.isPresent(); next = lane.begin()) {
            begun.add(next.get());
        }
        return begun;
    }

    private PollLane lane(int places) {
        return new PollLane(places, 2 * places, () -> time.toNanos());
    }

    private static DuePoll twoOfThreeHang(int number) {
        return due((number % 3 == 2 ? "a" : "h") + number);
    }

    private static DuePoll due(String tenant) {
        return new DuePoll(
                new WatchedTenant(Tenants.of(tenant), TenantState.UNSEEN),
                new Round(),
                Instant.parse("2026-03-01T00:00:00Z"));
    }
}
