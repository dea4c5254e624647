package io.keyvigil.provider;

import io.keyvigil.tenant.Tenant;

/** Has a tenant's keys fetched. Implemented over HTTP and files; tests bring their own. */
public interface ProviderClient {

    /**
     * Asks the tenant's provider, blocking for at most 10 s a document. Never throws for what the outside world does.
     *
     * @param round the fetches of this round that tenants share
     */
    FetchResult fetch(Tenant tenant, Known known, Round round);
}
