package io.keyvigil.cache;

import io.keyvigil.tenant.ConsumerId;

/** Is notified of every read of a consumer's cache, after its outcome is in the state. */
@FunctionalInterface
public interface CacheListener {

    void read(ConsumerId consumer, CacheState before, CacheState after);
}
