package io.keyvigil.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How regularly a tenant publishes new keys, learned from the arrivals that were seen.
 *
 * @param interval median time between two arrivals
 * @param spread median absolute deviation from it
 * @param arrivals on how many it rests
 * @param last the latest arrival
 */
public record Cadence(Duration interval, Duration spread, int arrivals, Instant last) {

    /** Two intervals are the least from which a spread can be told. */
    private static final int FEWEST_ARRIVALS = 3;

    /** A perfectly regular past still leaves the poll interval and a holiday: a twentieth of the interval. */
    private static final int LEAST_SPREAD_SHARE = 20;

    /**
     * Empty until enough arrivals were seen. Keys of the first sight do not count: when they came is not known. Nor does
     * another label for material that was seen before.
     */
    public static Optional<Cadence> of(TenantState state) {
        if (state.keys().size() < FEWEST_ARRIVALS) {
            return Optional.empty();
        }
        return state.watchedSince()
                .flatMap(since -> of(firstSights(state).values().stream()
                        .filter(since::isBefore)
                        .distinct()
                        .sorted()
                        .toList()));
    }

    private static Map<Object, Instant> firstSights(TenantState state) {
        Map<Object, Instant> firstSights = new HashMap<>();
        state.keys()
                .forEach(key -> firstSights.merge(
                        key.identity().material(), key.firstSeen(), (one, other) -> one.isBefore(other) ? one : other));
        return firstSights;
    }

    private static Optional<Cadence> of(List<Instant> arrivals) {
        if (arrivals.size() < FEWEST_ARRIVALS) {
            return Optional.empty();
        }
        List<Duration> intervals = IntStream.range(1, arrivals.size())
                .mapToObj(i -> Duration.between(arrivals.get(i - 1), arrivals.get(i)))
                .toList();
        Duration interval = median(intervals);
        Duration spread = median(
                intervals.stream().map(each -> each.minus(interval).abs()).toList());
        return Optional.of(new Cadence(interval, spread, arrivals.size(), arrivals.get(arrivals.size() - 1)));
    }

    /** When the next key is expected to be published. */
    public Instant expectedNext() {
        return last.plus(interval);
    }

    /** Whether {@code now} lies within two spreads of the expected arrival, both ends included. */
    boolean expectedAround(Instant now) {
        Duration least = interval.dividedBy(LEAST_SPREAD_SHARE);
        Duration window = (spread.compareTo(least) > 0 ? spread : least).multipliedBy(2);
        return !now.isBefore(expectedNext().minus(window))
                && !now.isAfter(expectedNext().plus(window));
    }

    private static Duration median(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }
}
