package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tenants by a value that nearly always belongs to one tenant. A set is kept only for shared values: 100,000 tenants with two
 * keys each would otherwise need 400,000 sets of one.
 */
final class TenantsByKey<K> {

    private final int mostTenants;
    private final CompactMap<K, TenantId> first = new CompactMap<>();
    private final Map<K, Set<TenantId>> others = new HashMap<>();

    /** @param mostTenants the maximum number of known tenants per shared value, at least 1 */
    TenantsByKey(int mostTenants) {
        this.mostTenants = mostTenants;
    }

    synchronized List<TenantId> tenants(K key) {
        List<TenantId> tenants = new ArrayList<>();
        first.get(key).ifPresent(tenants::add);
        tenants.addAll(others.getOrDefault(key, Set.of()));
        return tenants;
    }

    synchronized boolean isShared(K key) {
        return others.containsKey(key);
    }

    synchronized void add(K key, TenantId tenant) {
        Optional<TenantId> known = first.get(key);
        if (known.isEmpty() || known.get().equals(tenant)) {
            // Replaces a known key: the state of the tenant references the latest instance, and nothing else references
            // the
            // previous one.
            first.put(key, tenant);
        } else if (othersOf(key) < mostTenants - 1) {
            others.computeIfAbsent(key, shared -> new LinkedHashSet<>()).add(tenant);
        }
    }

    synchronized void remove(K key, TenantId tenant) {
        Set<TenantId> shared = others.getOrDefault(key, new LinkedHashSet<>());
        shared.remove(tenant);
        if (first.get(key).filter(tenant::equals).isPresent()) {
            first.remove(key);
            shared.stream().findFirst().ifPresent(next -> {
                first.put(key, next);
                shared.remove(next);
            });
        }
        if (shared.isEmpty()) {
            others.remove(key);
        }
    }

    private int othersOf(K key) {
        return others.getOrDefault(key, Set.of()).size();
    }
}
