package io.keyvigil.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who is told. What is to be said stands here; when, is {@link Dispatcher}'s. For one thread at a time, but for what is
 * said otherwise.
 */
interface Receiver {

    /** The same after a restart; holds no secret. */
    String name();

    /** Scheme, host and port: for the log. */
    String address();

    /** The notification in its words; empty where it has no need of it. For any thread. */
    Optional<OutboxEntry> entry(Notification notification, Instant now);

    /** What it has not taken. */
    WaitingEntries waiting();

    /** What is to be sent next, if anything. */
    Optional<Delivery> next(Instant now);

    /**
     * A request, and what it brings.
     *
     * @param entries those that wait no more once it is taken
     */
    record Delivery(Attempt attempt, List<OutboxEntry> entries) {}

    /** Sends it. */
    @FunctionalInterface
    interface Attempt {
        DeliveryResult send();
    }

    /** Hears how the delivery that was given last ended. */
    void ended(DeliveryResult result, Collection<OutboxEntry> entries, Instant now);
}
