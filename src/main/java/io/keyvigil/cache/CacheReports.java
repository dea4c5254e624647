package io.keyvigil.cache;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the reports of consumers across restarts: the newest of each pair, with the names of its keys and its time. A method
 * that cannot do its work throws {@link io.keyvigil.watch.KeyHistory.HistoryUnavailable} and has changed
 * nothing.
 */
public interface CacheReports {

    /** The consumer that reported, and the tenant of the keys. */
    record Pair(ConsumerId consumer, TenantId tenant) {}

    /**
     * The reports that were added and removed, by this and by other processes.
     *
     * @param complete whether {@code reported} contains all reports, not only new ones
     * @param removed reports that no longer exist
     */
    record Changes(boolean complete, Map<Pair, ObservedCache> reported, Set<Pair> removed) {

        public static final Changes NONE = new Changes(false, Map.of(), Set.of());

        public Changes {
            reported = Map.copyOf(reported);
            removed = Set.copyOf(removed);
        }
    }

    Map<Pair, ObservedCache> load();

    /** The changes since the last call, each at least once; none if no other process writes. */
    Changes changes();

    /** Takes the place of the report before. */
    void save(Pair pair, ObservedCache report);

    void remove(Collection<Pair> pairs);
}
