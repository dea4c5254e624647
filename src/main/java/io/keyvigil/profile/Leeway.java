package io.keyvigil.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * The clock skew that a consumer allows for (RFC 7519 sections 4.1.4 and 4.1.5). A duration is empty where it is not
 * recorded, or where the consumer validates no times.
 *
 * @param applicable whether the consumer validates times at all, rather than only finding keys
 * @param issuedAt the most that {@code iat} may be away from now, where that is limited
 * @param text the shipped facts in words
 */
public record Leeway(
        boolean applicable,
        Optional<Duration> expiry,
        Optional<Duration> notBefore,
        Optional<Duration> issuedAt,
        Optional<String> text) {

    Leeway with(Duration other) {
        return new Leeway(true, Optional.of(other), Optional.of(other), issuedAt, text);
    }
}
