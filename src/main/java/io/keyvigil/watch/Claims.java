package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which tenants this process polls, if several processes (replicas) share one history.
 *
 * <ol>
 *   <li>While the replicas reach their store, at most one of them holds a tenant.
 *   <li>A replica that does not reach it continues with the tenants it held, or with all tenants if it never held any: a tenant
 *       that is polled twice costs little, a tenant that is not polled is missed.
 *   <li>Correctness does not depend on claims: {@link KeyHistory#record} refuses a write that is not based on the latest state.
 * </ol>
 */
public interface Claims {

    /** Claims without other processes: this process holds every tenant. */
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
            // There are no other processes.
        }

        @Override
        public List<Change> changes() {
            return List.of();
        }

        @Override
        public void release() {
            // There are no other processes.
        }
    };

    /** Whether this process polls the tenant. Returns immediately, by the result of the last renewal. */
    boolean holds(TenantId tenant);

    /** Whether this process is known to hold every tenant, without a check of each. */
    default boolean holdsAll() {
        return false;
    }

    /**
     * Renews the lease of this process and claims its fair share of these tenants. Called every second.
     *
     * @throws HistoryUnavailable if the store is unavailable
     */
    void renew(WatchList watchList);

    /**
     * The tenants that any process wrote since the last call, at least once each.
     *
     * @throws HistoryUnavailable if the store is unavailable
     */
    List<Change> changes();

    /** Releases the tenants to the others immediately, if the store is available. */
    void release();

    /** The tenant's current state in the history. */
    record Change(TenantId tenant, long version, PollHealth health, Optional<Duration> maxAge) {}
}
