/**
 * The keys that consumers really hold: read from an address or a file of the consumer, or reported by it. Decides nothing
 * about tokens. Entry: {@link io.keyvigil.cache.NewestCaches}.
 */
package io.keyvigil.cache;
