package io.keyvigil.testing;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Keeps risks over the restarts of a scene, forgets keys, and can be made to fail. */
public final class MemoryHistory implements KeyHistory, RiskHistory {

    private final Map<List<Object>, ActiveRisk> risks = new LinkedHashMap<>();
    private final Set<ResolvedRisk> ended = new LinkedHashSet<>();
    private boolean failing;

    void fail(boolean isFailing) {
        failing = isFailing;
    }

    private void check() {
        if (failing) {
            throw new HistoryUnavailable("the disk is full", null);
        }
    }

    @Override
    public Map<TenantId, Kept> load(Collection<Tenant> tenants) {
        return Map.of();
    }

    @Override
    public Set<TenantId> record(Collection<Entry> entries) {
        check();
        return Set.of();
    }

    @Override
    public void touch(Map<TenantId, NotedPoll> polls) {
        check();
    }

    @Override
    public void signed(Map<TenantId, List<ObservedKey>> keys) {
        check();
    }

    @Override
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        return List.of();
    }

    @Override
    public List<KeyEvent> eventsAfter(TenantId tenant, long version) {
        return List.of();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId tenant) {
        return Map.of();
    }

    @Override
    public Collection<ActiveRisk> load() {
        check();
        return List.copyOf(risks.values());
    }

    @Override
    public List<ResolvedRisk> loadResolved() {
        check();
        return List.copyOf(ended);
    }

    @Override
    public void write(Collection<ActiveRisk> active, Collection<ActiveRisk> gone, Collection<ResolvedRisk> resolved) {
        check();
        active.forEach(risk -> risks.put(key(risk), risk));
        gone.forEach(risk -> risks.remove(key(risk)));
        ended.addAll(resolved);
    }

    private static List<Object> key(ActiveRisk risk) {
        return List.of(risk.risk(), risk.tenant(), risk.consumer());
    }
}
