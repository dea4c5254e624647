package io.keyvigil.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * The clock skew that a consumer allows (RFC 7519 sections 4.1.4 and 4.1.5). A duration is empty if it is not recorded, or
 * if the consumer validates no times.
 *
 * @param applicable whether the consumer validates times at all, rather than only finding keys
 * @param issuedAt the maximum distance of {@code iat} from now; empty if unlimited
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
