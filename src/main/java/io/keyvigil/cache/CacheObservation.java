package io.keyvigil.cache;

/** The keys in a consumer's cache, and the source of this observation. */
public record CacheObservation(ObservedCache cache, CacheSource source) {}
