package io.keyvigil.testing;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes everything and remembers nothing. */
public enum ForgetfulHistory implements KeyHistory {
    INSTANCE;

    @Override
    public Map<TenantId, TenantState> load(Collection<Tenant> tenants) {
        return Map.of();
    }

    @Override
    public void record(Collection<Entry> entries) {
        // Nothing is kept.
    }

    @Override
    public void touch(Map<TenantId, PollHealth> healths) {
        // Nothing is kept.
    }

    @Override
    public void signed(Map<TenantId, List<ObservedKey>> keys) {
        // Nothing is kept.
    }

    @Override
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        return List.of();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId tenant) {
        return Map.of();
    }
}
