package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tenants publish or published a key: by kid and by thumbprint. A diagnosis asks it instead of looking through all
 * tenants. Of a kid or thumbprint that many tenants share (Entra's tenants share theirs) it knows {@value #MOST_TENANTS}.
 */
final class KeyIndex {

    private static final int MOST_TENANTS = 64;

    private final Map<String, List<TenantId>> byKid = new ConcurrentHashMap<>();
    private final Map<JwkThumbprint, List<TenantId>> byThumbprint = new ConcurrentHashMap<>();

    List<TenantId> withKid(String kid) {
        return byKid.getOrDefault(kid, List.of());
    }

    List<TenantId> withThumbprint(JwkThumbprint thumbprint) {
        return byThumbprint.getOrDefault(thumbprint, List.of());
    }

    /** Takes a tenant's change over. Calls for one tenant follow each other; those for different ones may overlap. */
    void update(TenantId tenant, List<ObservedKey> before, List<ObservedKey> after) {
        Set<String> kids = kids(after);
        Set<JwkThumbprint> thumbprints = thumbprints(after);
        kids(before).stream().filter(kid -> !kids.contains(kid)).forEach(kid -> remove(byKid, kid, tenant));
        thumbprints(before).stream()
                .filter(thumbprint -> !thumbprints.contains(thumbprint))
                .forEach(thumbprint -> remove(byThumbprint, thumbprint, tenant));
        kids.forEach(kid -> add(byKid, kid, tenant));
        thumbprints.forEach(thumbprint -> add(byThumbprint, thumbprint, tenant));
    }

    private static Set<String> kids(List<ObservedKey> keys) {
        Set<String> kids = new HashSet<>();
        keys.forEach(key -> key.jwk().kid().ifPresent(kids::add));
        return kids;
    }

    private static Set<JwkThumbprint> thumbprints(List<ObservedKey> keys) {
        Set<JwkThumbprint> thumbprints = new HashSet<>();
        keys.forEach(key -> key.jwk().thumbprint().ifPresent(thumbprints::add));
        return thumbprints;
    }

    private static <K> void add(Map<K, List<TenantId>> index, K key, TenantId tenant) {
        index.merge(key, List.of(tenant), (known, added) -> {
            if (known.contains(tenant) || known.size() == MOST_TENANTS) {
                return known;
            }
            List<TenantId> more = new ArrayList<>(known);
            more.add(tenant);
            return List.copyOf(more);
        });
    }

    private static <K> void remove(Map<K, List<TenantId>> index, K key, TenantId tenant) {
        index.computeIfPresent(key, (same, known) -> {
            List<TenantId> fewer =
                    known.stream().filter(other -> !other.equals(tenant)).toList();
            return fewer.isEmpty() ? null : fewer;
        });
    }
}
