package io.keyvigil.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When new keys came. Keys of the first sight do not count: when they came is not known. Nor does another label for
 * material that was seen before. What came in one poll is one arrival.
 */
final class Arrivals {

    /** Providers change their habits: what lies further back says little of tomorrow. */
    static final int MOST = 17;

    private Arrivals() {}

    /** The latest {@value #MOST}, in their order. */
    static List<Instant> latest(TenantState state) {
        return state.watchedSince().map(since -> latest(state, since)).orElse(List.of());
    }

    private static List<Instant> latest(TenantState state, Instant since) {
        if (state.keys().stream().noneMatch(key -> since.isBefore(key.firstSeen()))) {
            return List.of();
        }
        List<Instant> all = firstSights(state).values().stream()
                .filter(since::isBefore)
                .distinct()
                .sorted()
                .toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    private static Map<Object, Instant> firstSights(TenantState state) {
        Map<Object, Instant> firstSights = new HashMap<>();
        state.keys()
                .forEach(key -> firstSights.merge(
                        key.identity().material(), key.firstSeen(), (one, other) -> one.isBefore(other) ? one : other));
        return firstSights;
    }
}
