package io.keyvigil.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The times at which new keys were published. Keys of the baseline do not count: their time is unknown. A new kid of a known
 * key does not count either. All new keys of one poll are one arrival.
 */
final class Arrivals {

    /** Providers change their rotation: older arrivals predict little. */
    static final int MOST = 17;

    private Arrivals() {}

    /** The latest {@value #MOST}, in chronological order. */
    static List<Instant> latest(TenantState state) {
        return state.watchedSince().map(since -> latest(state, since)).orElse(List.of());
    }

    /** Uses loops: every poll of every tenant calls this, and most find nothing. */
    private static List<Instant> latest(TenantState state, Instant since) {
        if (!anyAfter(state, since)) {
            return List.of();
        }
        TreeSet<Instant> latest = new TreeSet<>();
        for (Instant firstSight : firstSights(state).values()) {
            if (since.isBefore(firstSight) && latest.add(firstSight) && latest.size() > MOST) {
                latest.pollFirst();
            }
        }
        return List.copyOf(latest);
    }

    private static boolean anyAfter(TenantState state, Instant since) {
        for (ObservedKey key : state.keys()) {
            if (since.isBefore(key.firstSeen())) {
                return true;
            }
        }
        return false;
    }

    private static Map<Object, Instant> firstSights(TenantState state) {
        Map<Object, Instant> firstSights = new HashMap<>();
        for (ObservedKey key : state.keys()) {
            firstSights.merge(
                    key.identity().material(), key.firstSeen(), (one, other) -> one.isBefore(other) ? one : other);
        }
        return firstSights;
    }
}
