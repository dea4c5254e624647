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

/** A history that can be read while it cannot be written, such as one on a full disk. */
final class FailingToWrite implements KeyHistory {

    private final KeyHistory history;
    boolean failing;

    FailingToWrite(KeyHistory history) {
        this.history = history;
    }

    @Override
    public Map<TenantId, Kept> load(Collection<Tenant> tenants) {
        return history.load(tenants);
    }

    @Override
    public Set<TenantId> record(Collection<Entry> entries) {
        check();
        return history.record(entries);
    }

    @Override
    public void touch(Map<TenantId, NotedPoll> polls) {
        check();
        history.touch(polls);
    }

    @Override
    public void signed(Map<TenantId, List<ObservedKey>> keys) {
        check();
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

    private void check() {
        if (failing) {
            throw new HistoryUnavailable("the disk is full", null);
        }
    }
}
