package io.keyvigil.testing;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tenants with default settings but for what a test says. */
public final class Tenants {

    private Tenants() {}

    /** Of the issuer {@code https://idp.example/} and the id. */
    public static Tenant of(String id) {
        return Tenant.ofIssuer(new TenantId(id), "https://idp.example/" + id);
    }

    public static Tenant of(String id, KeySource source, Duration pollEvery) {
        Tenant tenant = of(id);
        return new Tenant(
                tenant.id(),
                source,
                tenant.issuer(),
                tenant.acceptIssuers(),
                tenant.audiences(),
                tenant.algorithms(),
                tenant.leeway(),
                pollEvery,
                tenant.tokenLifetime(),
                tenant.headers(),
                Optional.empty(),
                Optional.empty(),
                tenant.consumers());
    }

    public static Tenant ofJwksUri(String id, String jwksUri, Duration pollEvery) {
        return of(id, new KeySource.JwksUri(jwksUri), pollEvery);
    }

    public static WatchList watchList(Tenant... tenants) {
        Map<TenantId, Tenant> byId = new TreeMap<>();
        for (Tenant tenant : tenants) {
            byId.put(tenant.id(), tenant);
        }
        return WatchList.of(byId);
    }
}
