package io.keyvigil.cache;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Optional;

/** The keys that consumers really hold, as observed or reported. */
public interface ObservedCaches {

    /** Without observations. */
    ObservedCaches NONE = (consumer, tenant) -> Optional.empty();

    /** The newest observation of that consumer's cache of that tenant's keys. */
    Optional<ObservedCache> of(ConsumerId consumer, TenantId tenant);
}
