package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tenants that publish or published a key, by kid and by thumbprint. A diagnosis uses it and does not search all
 * tenants. For a kid or thumbprint that many tenants share (as Entra's do) it knows {@value #MOST_TENANTS} of them.
 */
final class KeyIndex {

    static final int MOST_TENANTS = 64;

    private final TenantsByKey<String> byKid = new TenantsByKey<>(MOST_TENANTS);
    private final TenantsByKey<JwkThumbprint> byThumbprint = new TenantsByKey<>(MOST_TENANTS);

    List<TenantId> withKid(String kid) {
        return byKid.tenants(kid);
    }

    List<TenantId> withThumbprint(JwkThumbprint thumbprint) {
        return byThumbprint.tenants(thumbprint);
    }

    /**
     * Updates the index after a change of a tenant. Calls for one tenant follow each other; those for different ones may overlap.
     */
    void update(TenantId tenant, List<ObservedKey> before, List<ObservedKey> after) {
        if (before == after) {
            return;
        }
        Set<String> kids = kids(after);
        Set<JwkThumbprint> thumbprints = thumbprints(after);
        kids(before).stream().filter(kid -> !kids.contains(kid)).forEach(kid -> byKid.remove(kid, tenant));
        thumbprints(before).stream()
                .filter(thumbprint -> !thumbprints.contains(thumbprint))
                .forEach(thumbprint -> byThumbprint.remove(thumbprint, tenant));
        kids.forEach(kid -> byKid.add(kid, tenant));
        thumbprints.forEach(thumbprint -> byThumbprint.add(thumbprint, tenant));
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
}
