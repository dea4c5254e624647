package io.keyvigil.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * How slow and how large a provider's answer may be.
 *
 * @param timeout for reading, or for the whole request
 * @param bodyLimit in octets
 * @param text the shipped facts in words
 */
public record HttpLimits(
        Optional<Duration> timeout,
        Optional<Duration> connectTimeout,
        Optional<Duration> idleTimeout,
        Optional<Long> bodyLimit,
        Optional<String> text) {

    HttpLimits withTimeout(Duration other) {
        return new HttpLimits(Optional.of(other), connectTimeout, idleTimeout, bodyLimit, text);
    }
}
