package io.keyvigil.cache;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Where the reports of consumers survive the process: of each pair the newest, and of that the keys' names and its time, no
 * more. A method that cannot do its work throws {@link io.keyvigil.watch.KeyHistory.HistoryUnavailable} and has changed
 * nothing.
 */
public interface CacheReports {

    /** Who reported what it holds of whose keys. */
    record Pair(ConsumerId consumer, TenantId tenant) {}

    /**
     * What came and went, here and elsewhere.
     *
     * @param complete whether {@code reported} is all that there is, and not only what is new
     * @param removed reports that are there no more
     */
    record Changes(boolean complete, Map<Pair, ObservedCache> reported, Set<Pair> removed) {

        public static final Changes NONE = new Changes(false, Map.of(), Set.of());

        public Changes {
            reported = Map.copyOf(reported);
            removed = Set.copyOf(removed);
        }
    }

    Map<Pair, ObservedCache> load();

    /** What changed since the last call, at least once each; nothing where no other process writes. */
    Changes changes();

    /** Takes the place of the report before. */
    void save(Pair pair, ObservedCache report);

    void remove(Collection<Pair> pairs);
}
