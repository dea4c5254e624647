package io.keyvigil.cache;

/** What a consumer held, and how that became known. */
public record CacheObservation(ObservedCache cache, CacheSource source) {}
