package io.keyvigil.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param failure empty where the receiver took it
 * @param detail for people; of the address no more than scheme, host and port
 * @param retryAfter how long the receiver asks to wait
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
