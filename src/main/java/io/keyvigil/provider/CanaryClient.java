package io.keyvigil.provider;

import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import java.util.Optional;

/** Has a real token issued and tells which key signed it. Implemented over HTTP; tests bring their own. */
public interface CanaryClient {

    /**
     * Asks, blocking for at most 10 s a request. Never throws for what the outside world does.
     *
     * @param metadata empty if the tenant has no discovery
     */
    CanaryResult ask(Tenant tenant, Canary canary, Optional<ProviderMetadata> metadata, CanaryKeys keys);
}
