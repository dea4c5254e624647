package io.keyvigil.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and its answer, redirects followed.
 *
 * @param uri the address first asked
 * @param at when the request was begun
 * @param took until the last octet of the body
 * @param status the final HTTP status
 * @param bytes octets of the body after decompression
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2}
 * @param tlsNotAfter the earliest end among the certificates of the chain; empty over {@code http}
 * @param serverClock empty without a readable {@code Date}, and where the answer is older than it can say
 */
public record Exchange(
        String uri,
        Instant at,
        Duration took,
        int status,
        int bytes,
        String protocol,
        Validators validators,
        CacheDirectives cache,
        Optional<Instant> tlsNotAfter,
        Optional<ServerClock> serverClock) {}
