package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which tenants this process polls, where several processes (replicas) share one history.
 *
 * <ol>
 *   <li>While the replicas reach their store, at most one of them holds a tenant.
 *   <li>A replica that does not reach it goes on with what it held, and with all tenants where it never held any: two polls
 *       of one tenant cost little, a tenant that nobody watches costs all.
 *   <li>Nothing rests on a claim being right: who writes on from a state that is not the latest is refused, by {@link
 *       KeyHistory#record}.
 * </ol>
 */
public interface Claims {

    /** There is no other process: every tenant is this one's. */
    Claims ALL = new Claims() {
        @Override
        public boolean holds(TenantId tenant) {
            return true;
        }

        @Override
        public boolean holdsAll() {
            return true;
        }

        @Override
        public void renew(WatchList watchList) {
            // There is nobody to tell.
        }

        @Override
        public List<Change> changes() {
            return List.of();
        }

        @Override
        public void release() {
            // There is nobody to take over.
        }
    };

    /** Whether this process polls the tenant. Answers at once, by what the last renewal brought. */
    boolean holds(TenantId tenant);

    /** Whether it is known, without a look at each, that every tenant is this process'. */
    default boolean holdsAll() {
        return false;
    }

    /**
     * Says that this process is alive and takes its fair share of these tenants. To be called every second.
     *
     * @throws HistoryUnavailable where the store cannot be asked now
     */
    void renew(WatchList watchList);

    /**
     * The tenants that any process wrote since the last call, at least once each.
     *
     * @throws HistoryUnavailable where the store cannot be asked now
     */
    List<Change> changes();

    /** Leaves the tenants to the others at once, as far as the store can be reached. */
    void release();

    /** What stands in the history of a tenant now. */
    record Change(TenantId tenant, long version, PollHealth health, Optional<Duration> maxAge) {}
}
