package io.keyvigil.provider;

import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import java.util.Optional;

/** Requests a real token and determines the key that signed it. Implemented over HTTP; tests provide their own. */
public interface CanaryClient {

    /**
     * Requests a token and blocks for at most 10 s per request. Never throws because of remote errors.
     *
     * @param metadata empty if the tenant has no discovery
     */
    CanaryResult ask(Tenant tenant, Canary canary, Optional<ProviderMetadata> metadata, CanaryKeys keys);
}
