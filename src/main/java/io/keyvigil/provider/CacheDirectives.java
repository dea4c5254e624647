package io.keyvigil.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an answer may be reused, as a private cache reads it (RFC 9111 sections 4.2.1 and 5.2).
 *
 * @param freshness the freshness lifetime: {@code max-age}, else {@code Expires} − {@code Date}; empty where neither is
 *     there; zero where it is there and invalid
 * @param header the {@code Cache-Control} value as sent, cut at 256 characters
 */
public record CacheDirectives(
        Optional<Duration> freshness,
        boolean noStore,
        boolean noCache,
        boolean mustRevalidate,
        Optional<String> header) {

    /** Nothing was said. */
    public static final CacheDirectives NONE =
            new CacheDirectives(Optional.empty(), false, false, false, Optional.empty());
}
