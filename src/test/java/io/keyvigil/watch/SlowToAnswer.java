package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A history whose writes get no answer until it recovers, as from a server that is stopped. */
final class SlowToAnswer implements KeyHistory {

    private final KeyHistory history;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch recovered = new CountDownLatch(1);

    SlowToAnswer(KeyHistory history) {
        this.history = history;
    }

    void awaitWrite() throws InterruptedException {
        asked.await();
    }

    void recover() {
        recovered.countDown();
    }

    @Override
    public Map<TenantId, Kept> load(Collection<Tenant> tenants) {
        return history.load(tenants);
    }

    @Override
    public Set<TenantId> record(Collection<Entry> entries) {
        asked.countDown();
        try {
            recovered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return history.record(entries);
    }

    @Override
    public void touch(Map<TenantId, NotedPoll> polls) {
        history.touch(polls);
    }

    @Override
    public void signed(Map<TenantId, List<ObservedKey>> keys) {
        history.signed(keys);
    }

    @Override
    public List<KeyEvent> eventsAfter(TenantId tenant, long version) {
        return history.eventsAfter(tenant, version);
    }

    @Override
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        return history.events(tenant, since, before, limit);
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId tenant) {
        return history.publicJson(tenant);
    }
}
