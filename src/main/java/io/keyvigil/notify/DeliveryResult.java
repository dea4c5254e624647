package io.keyvigil.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of an attempt.
 *
 * @param failure empty if the receiver accepted the message
 * @param detail for users; contains at most scheme, host and port of the address
 * @param retryAfter the delay that the receiver requests
 */
record DeliveryResult(Optional<DeliveryFailure> failure, String detail, Optional<Duration> retryAfter) {

    static final DeliveryResult TAKEN = new DeliveryResult(Optional.empty(), "", Optional.empty());

    static DeliveryResult failed(DeliveryFailure failure, String detail) {
        return new DeliveryResult(Optional.of(failure), detail, Optional.empty());
    }

    boolean taken() {
        return failure.isEmpty();
    }

    /** Whether trying again is of little use. */
    boolean refused() {
        return failure.filter(reason -> !reason.passing()).isPresent();
    }
}
