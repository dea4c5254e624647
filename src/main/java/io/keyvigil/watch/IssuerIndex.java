package io.keyvigil.watch;

import io.keyvigil.tenant.AsciiCase;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tenants that accept a value of {@code iss}: literally, or by a {@code {tenantid}} template. Created for one watch list. */
final class IssuerIndex {

    static final String TEMPLATE = "{tenantid}";

    private final TenantsByKey<String> literal = new TenantsByKey<>(Integer.MAX_VALUE);
    private final Map<String, List<TenantId>> templates = new HashMap<>();

    static IssuerIndex of(WatchList watchList) {
        IssuerIndex index = new IssuerIndex();
        watchList.tenants().values().forEach(index::add);
        return index;
    }

    private void add(Tenant tenant) {
        tenant.issuer().ifPresent(issuer -> add(issuer, tenant.id()));
        tenant.acceptIssuers().forEach(issuer -> add(issuer, tenant.id()));
    }

    private void add(String issuer, TenantId tenant) {
        String lower = AsciiCase.lower(issuer);
        if (lower.contains(TEMPLATE)) {
            templates.computeIfAbsent(lower, any -> new ArrayList<>(1)).add(tenant);
        } else {
            literal.add(issuer, tenant);
        }
    }

    /** The tenants that accept exactly this value, with {@code tid} put into the templates. */
    List<TenantId> accepting(String issuer, String tid) {
        List<TenantId> all = literal.tenants(issuer);
        if (templates.isEmpty() || tid.isEmpty()) {
            return all;
        }
        templates.forEach((template, tenants) -> {
            if (template.replace(TEMPLATE, AsciiCase.lower(tid)).equals(AsciiCase.lower(issuer))) {
                all.addAll(tenants);
            }
        });
        return all;
    }
}
