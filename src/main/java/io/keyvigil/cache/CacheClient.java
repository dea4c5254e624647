package io.keyvigil.cache;

import io.keyvigil.tenant.CachedKeys;

/** Looks into a consumer's cache. What goes wrong is an answer, never an exception. */
public interface CacheClient {

    CacheAnswer read(CachedKeys place);
}
