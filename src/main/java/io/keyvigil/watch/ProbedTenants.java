package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issuers outside of the watch list that a probe may poll. The states of the {@value #MOST} latest ones are kept in memory:
 * a probe counts changes between scrapes and respects the limit for requested polls.
 */
public final class ProbedTenants {

    private static final int MOST = 1_000;

    private final ProviderClient provider;
    private final ProviderClient publicOnly;
    private final Clock clock;
    private final Map<Tenant, WatchedTenant> probed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tenant, WatchedTenant> eldest) {
            return size() > MOST;
        }
    };

    /** @param publicOnly connects to no address that is not public */
    public ProbedTenants(ProviderClient provider, ProviderClient publicOnly, Clock clock) {
        this.provider = provider;
        this.publicOnly = publicOnly;
        this.clock = clock;
    }

    /** Polls the tenant unless a requested poll has just run, and returns the state after the poll. */
    public WatchedTenant poll(Tenant tenant) {
        return poll(tenant, provider);
    }

    /** The same at public addresses only, for an issuer from a caller. */
    public WatchedTenant pollPublic(Tenant tenant) {
        return poll(tenant, publicOnly);
    }

    private WatchedTenant poll(Tenant tenant, ProviderClient client) {
        WatchedTenant watched = of(tenant);
        watched.polling().lock();
        try {
            Instant now = clock.instant();
            if (watched.admitRequest(now).isEmpty()) {
                FetchResult result = client.fetch(tenant, watched.state().known(), new Round());
                watched.swap(watched.state().next(result, now, clock.instant()), true);
                watched.tell(watched.version());
            }
        } finally {
            watched.polling().unlock();
        }
        return watched;
    }

    /** Two issuers may share an id. Therefore the tenant distinguishes them. */
    private synchronized WatchedTenant of(Tenant tenant) {
        return probed.computeIfAbsent(tenant, unknown -> new WatchedTenant(tenant, TenantState.UNSEEN));
    }
}
