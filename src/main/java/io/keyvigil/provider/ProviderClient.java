package io.keyvigil.provider;

import io.keyvigil.tenant.Tenant;

/** Fetches a tenant's keys. Implemented over HTTP and files; tests provide their own. */
public interface ProviderClient {

    /**
     * Requests the keys from the tenant's provider and blocks for at most 10 s per document. Never throws because of remote
     * errors.
     *
     * @param round the fetches of this round that tenants share
     */
    FetchResult fetch(Tenant tenant, Known known, Round round);
}
