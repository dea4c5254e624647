package io.keyvigil.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When a receiver is asked again after failures. Immutable; {@link #after} is pure but for the jitter.
 *
 * <ol>
 *   <li>Each failure doubles the wait, from {@link #FIRST_WAIT} to {@link #LONGEST_BACK_OFF}, of which a random half may be left out.
 *   <li>What {@code Retry-After} asks for is waited at least, up to {@link #LONGEST_WAIT}.
 *   <li>A clock that was set back does not prolong a wait beyond {@link #LONGEST_WAIT}.
 * </ol>
 *
 * @param failures in a row
 */
record RetryBackoff(int failures, Instant notBefore) {

    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    static final RetryBackoff READY = new RetryBackoff(0, Instant.EPOCH);

    private static final int MOST_DOUBLINGS = 10;

    boolean due(Instant now) {
        return !now.isBefore(notBefore) || Duration.between(now, notBefore).compareTo(LONGEST_WAIT) > 0;
    }

    /** @param random from 0, inclusive, to 1, exclusive */
    RetryBackoff after(DeliveryResult result, Instant now, DoubleSupplier random) {
        if (result.taken()) {
            return READY;
        }
        Duration backOff = shorter(FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)), LONGEST_BACK_OFF);
        Duration jittered = Duration.ofMillis((long) (backOff.toMillis() * (1 + random.getAsDouble()) / 2));
        Duration asked = shorter(result.retryAfter().orElse(Duration.ZERO), LONGEST_WAIT);
        return new RetryBackoff(failures + 1, now.plus(asked.compareTo(jittered) > 0 ? asked : jittered));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
