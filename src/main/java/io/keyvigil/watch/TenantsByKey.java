package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tenants by something that nearly always is of one tenant alone: only where it is shared a list is kept, since 100,000
 * tenants with two keys each would otherwise pay for 400,000 lists of one.
 */
final class TenantsByKey<K> {

    static final int MOST_TENANTS = 64;

    private final Map<K, TenantId> first = new ConcurrentHashMap<>();
    private final Map<K, List<TenantId>> others = new ConcurrentHashMap<>();

    List<TenantId> tenants(K key) {
        List<TenantId> tenants = new ArrayList<>();
        Optional.ofNullable(first.get(key)).ifPresent(tenants::add);
        tenants.addAll(others.getOrDefault(key, List.of()));
        return tenants;
    }

    synchronized void add(K key, TenantId tenant) {
        TenantId known = first.putIfAbsent(key, tenant);
        if (known == null || known.equals(tenant)) {
            return;
        }
        List<TenantId> shared = others.getOrDefault(key, List.of());
        if (!shared.contains(tenant) && shared.size() < MOST_TENANTS - 1) {
            List<TenantId> more = new ArrayList<>(shared);
            more.add(tenant);
            others.put(key, List.copyOf(more));
        }
    }

    synchronized void remove(K key, TenantId tenant) {
        List<TenantId> rest = new ArrayList<>(tenants(key));
        rest.remove(tenant);
        first.remove(key);
        others.remove(key);
        rest.forEach(other -> add(key, other));
    }
}
