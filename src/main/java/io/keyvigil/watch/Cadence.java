package io.keyvigil.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How regularly a tenant publishes new keys, learned from the observed arrivals; bursts and missed ones as in {@link
 * Rhythm}.
 *
 * @param interval median time between two arrivals
 * @param spread the distance within which 70 % of the intervals lie
 * @param arrivals the number of arrivals used, at most the latest {@value Arrivals#MOST}
 * @param last the latest arrival
 */
public record Cadence(Duration interval, Duration spread, int arrivals, Instant last) {

    /** A spread requires at least two intervals. */
    static final int FEWEST_ARRIVALS = 3;

    /** The minimum for a perfectly regular past, because of the poll interval and holidays: a twentieth of the interval. */
    private static final int LEAST_SPREAD_SHARE = 20;

    private static final int LEAST_REACH_SHARE = 50;
    private static final int MOST_LEAST_REACH_SHARE = 4;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Returns empty until enough {@link Arrivals} were observed. */
    public static Optional<Cadence> of(TenantState state) {
        return state.keys().size() < FEWEST_ARRIVALS ? Optional.empty() : of(Arrivals.latest(state));
    }

    static Optional<Cadence> of(List<Instant> arrivals) {
        if (arrivals.size() < FEWEST_ARRIVALS) {
            return Optional.empty();
        }
        long[] gaps = new long[arrivals.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Duration.between(arrivals.get(i), arrivals.get(i + 1)).toMillis();
        }
        Rhythm rhythm = Rhythm.of(gaps);
        return Optional.of(new Cadence(
                Duration.ofMillis(rhythm.usual()),
                Duration.ofMillis(rhythm.strays()),
                arrivals.size(),
                arrivals.get(arrivals.size() - 1)));
    }

    /** Whether no key came although one was expected by twice the reach, or half an interval if that is longer, ago. */
    public boolean isOverdue(Instant now) {
        Duration reach = reach().multipliedBy(2);
        Duration half = interval.dividedBy(2);
        return now.isAfter(expectedNext().plus(reach.compareTo(half) > 0 ? reach : half));
    }

    /** When the next key is expected to be published. */
    public Instant expectedNext() {
        return last.plus(interval);
    }

    /**
     * The distance from the expected time within which an arrival counts as expected: the spread, but at least a fiftieth of the
     * interval, and a day, or a quarter of an interval that is shorter than four.
     */
    Duration reach() {
        long usual = interval.toMillis();
        long least = Math.max(usual / LEAST_REACH_SHARE, Math.min(DAY, usual / MOST_LEAST_REACH_SHARE));
        return Duration.ofMillis(Math.max(spread.toMillis(), least));
    }

    /** Whether {@code now} lies within two spreads of the expected arrival, both ends included. */
    boolean expectedAround(Instant now) {
        long window = 2 * Math.max(spread.toMillis(), interval.toMillis() / LEAST_SPREAD_SHARE);
        return !now.isBefore(expectedNext().minusMillis(window))
                && !now.isAfter(expectedNext().plusMillis(window));
    }
}
