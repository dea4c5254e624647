package io.keyvigil.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and its answer, redirects followed.
 *
 * @param uri the address first asked
 * @param at when the request was begun
 * @param tookNanos {@link #took} in nanoseconds: one or two are held for every tenant
 * @param status the final HTTP status
 * @param bytes octets of the body after decompression
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2}
 * @param tlsNotAfter the earliest end among the certificates of the chain; empty over {@code http}
 * @param serverClock empty without a readable {@code Date}, and where the answer is older than it can say
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

    /** Until the last octet of the body. */
    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }

    /** The same, begun at that time if it was noted as begun later, by a clock that was ahead. */
    public Exchange notAfter(Instant latest) {
        return at.isAfter(latest)
                ? new Exchange(
                        uri, latest, tookNanos, status, bytes, protocol, validators, cache, tlsNotAfter, serverClock)
                : this;
    }

    /** A 304 leaves in force what it does not say anew (RFC 9111 section 4.3.4). */
    public Exchange freshening(Exchange earlier) {
        if (status != NOT_MODIFIED || !cache.equals(CacheDirectives.NONE)) {
            return this;
        }
        return new Exchange(
                uri, at, tookNanos, status, bytes, protocol, validators, earlier.cache, tlsNotAfter, serverClock);
    }
}
