package io.keyvigil.consumer;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Collection;
import java.util.Map;

/**
 * Where the reports of consumers survive the process: of each pair the newest, and of that the keys' names and its time, no
 * more. A method that cannot do its work throws {@link io.keyvigil.watch.KeyHistory.HistoryUnavailable} and has changed
 * nothing.
 */
public interface CacheReports {

    /** Who reported what it holds of whose keys. */
    record Pair(ConsumerId consumer, TenantId tenant) {}

    Map<Pair, ObservedCache> load();

    /** Takes the place of the report before. */
    void save(Pair pair, ObservedCache report);

    void remove(Collection<Pair> pairs);
}
