package io.keyvigil.api;

import io.keyvigil.tenant.IssuerList;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListReading;
import java.util.List;
import java.util.Optional;

/**
 * The issuers that may be probed beside those of the watch list: exact ones, or prefixes. A prefix ends at a slash, so
 * {@code https://login.example} allows {@code https://login.example/a} and not {@code https://login.example.org}.
 */
public record ProbeAllowance(List<String> allowed) {
    public ProbeAllowance {
        allowed = List.copyOf(allowed);
    }

    /** The issuer as a tenant with default settings; empty where it is not allowed or no issuer. */
    Optional<Tenant> tenant(String issuer) {
        if (allowed.stream().noneMatch(entry -> allows(entry, issuer)) || issuer.contains("..")) {
            return Optional.empty();
        }
        WatchListReading reading = IssuerList.parse(issuer);
        return reading.watchList()
                .map(WatchList::tenants)
                .filter(tenants -> tenants.size() == 1)
                .map(tenants -> tenants.get(tenants.firstKey()));
    }

    private static boolean allows(String entry, String issuer) {
        return issuer.equals(entry) || issuer.startsWith(entry.endsWith("/") ? entry : entry + "/");
    }
}
