package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.Known;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each tenant with what a test said last, else with one key; notes what is asked, and how much at once. */
final class FakeProviderClient implements ProviderClient {

    /** A fetch as it was asked for. */
    record Asked(Tenant tenant, Known known, Round round) {}

    private final Map<TenantId, FetchResult> results = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<TenantId> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicInteger fetching = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile boolean sameTenantTwice;
    private volatile Runnable during = () -> {};

    void answer(Tenant tenant, FetchResult result) {
        results.put(tenant.id(), result);
    }

    /** Runs within every fetch. */
    void during(Runnable action) {
        during = action;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    boolean sameTenantTwice() {
        return sameTenantTwice;
    }

    @Override
    public FetchResult fetch(Tenant tenant, Known known, Round round) {
        mostAtOnce.accumulateAndGet(fetching.incrementAndGet(), Math::max);
        if (!inFlight.add(tenant.id())) {
            sameTenantTwice = true;
        }
        try {
            asked.add(new Asked(tenant, known, round));
            during.run();
            return results.computeIfAbsent(
                    tenant.id(), id -> Fetches.fetched(SigningKeys.ec("a").jwk()));
        } finally {
            inFlight.remove(tenant.id());
            fetching.decrementAndGet();
        }
    }
}
