package io.keyvigil.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request and its response, after redirects.
 *
 * @param uri the first address
 * @param at the start of the request
 * @param tookNanos {@link #took} in nanoseconds: one or two are kept per tenant
 * @param status the final HTTP status
 * @param bytes size of the body after decompression
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2}
 * @param tlsNotAfter the earliest expiry of a certificate in the chain; empty over {@code http}
 * @param serverClock empty without a readable {@code Date}, and if {@code Age} shows that the response comes from a cache
 */
public record Exchange(
        String uri,
        Instant at,
        long tookNanos,
        int status,
        int bytes,
        String protocol,
        Validators validators,
        CacheDirectives cache,
        Optional<Instant> tlsNotAfter,
        Optional<ServerClock> serverClock) {

    private static final int NOT_MODIFIED = 304;

    public Exchange(
            String uri,
            Instant at,
            Duration took,
            int status,
            int bytes,
            String protocol,
            Validators validators,
            CacheDirectives cache,
            Optional<Instant> tlsNotAfter,
            Optional<ServerClock> serverClock) {
        this(uri, at, took.toNanos(), status, bytes, protocol, validators, cache, tlsNotAfter, serverClock);
    }

    /** The time until the last byte of the body. */
    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }

    /** Returns the exchange with that start time if the recorded one is later, from a clock that was ahead. */
    public Exchange notAfter(Instant latest) {
        return at.isAfter(latest)
                ? new Exchange(
                        uri, latest, tookNanos, status, bytes, protocol, validators, cache, tlsNotAfter, serverClock)
                : this;
    }

    /** Stored headers remain valid unless the 304 repeats them (RFC 9111 section 4.3.4). */
    public Exchange freshening(Exchange earlier) {
        if (status != NOT_MODIFIED || !cache.equals(CacheDirectives.NONE)) {
            return this;
        }
        return new Exchange(
                uri, at, tookNanos, status, bytes, protocol, validators, earlier.cache, tlsNotAfter, serverClock);
    }
}
