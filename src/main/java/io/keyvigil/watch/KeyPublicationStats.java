package io.keyvigil.watch;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a tenant's keys stay published, learned from keys whose publication and withdrawal were both observed.
 *
 * @param published median time from arrival to withdrawal
 * @param overlap median time from the next arrival to the withdrawal; zero if a key is replaced without overlap
 * @param keys the number of observed keys
 */
record KeyPublicationStats(Duration published, Duration overlap, int keys) {

    private static final int FEWEST_KEYS = 2;

    /** Empty until {@value #FEWEST_KEYS} keys were observed from arrival to withdrawal. */
    static Optional<KeyPublicationStats> of(TenantState state, List<Instant> arrivals) {
        List<ObservedKey> seenWhole = state.keys().stream()
                .filter(key -> !key.published() && arrivals.contains(key.firstSeen()))
                .toList();
        if (seenWhole.size() < FEWEST_KEYS) {
            return Optional.empty();
        }
        Duration published = median(seenWhole.stream().map(key -> Duration.between(key.firstSeen(), withdrawnAt(key))));
        Duration overlap = median(seenWhole.stream().map(key -> overlap(key, arrivals)));
        return Optional.of(new KeyPublicationStats(published, overlap, seenWhole.size()));
    }

    String text() {
        return "; a key stays for " + DurationText.of(published) + ", "
                + (overlap.isZero()
                        ? "and goes when the next one comes"
                        : DurationText.of(overlap) + " of it alongside the next one");
    }

    private static Duration overlap(ObservedKey key, List<Instant> arrivals) {
        return arrivals.stream()
                .filter(key.firstSeen()::isBefore)
                .findFirst()
                .map(next -> Duration.between(next, withdrawnAt(key)))
                .filter(overlap -> !overlap.isNegative())
                .orElse(Duration.ZERO);
    }

    private static Instant withdrawnAt(ObservedKey key) {
        return key.withdrawal().orElseThrow().at();
    }

    private static Duration median(Stream<Duration> durations) {
        List<Duration> sorted = durations.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
