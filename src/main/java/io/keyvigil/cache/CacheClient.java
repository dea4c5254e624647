package io.keyvigil.cache;

import io.keyvigil.tenant.CachedKeys;

/** Reads a consumer's cache. A failure is a value, never an exception. */
public interface CacheClient {

    CacheAnswer read(CachedKeys place);
}
