package io.keyvigil.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A receiver of notifications. Decides what is sent; {@link Dispatcher} decides when. For one thread at a time, except where
 * noted.
 */
interface Receiver {

    /** The same after a restart; holds no secret. */
    String name();

    /** Scheme, host and port: for the log. */
    String address();

    /** The notification in its own format; empty if it does not need it. For any thread. */
    Optional<OutboxEntry> entry(Notification notification, Instant now);

    /** Its pending entries. */
    WaitingEntries waiting();

    /** The next request, if any. */
    Optional<Delivery> next(Instant now);

    /**
     * A request and its entries.
     *
     * @param entries those that are no longer pending once it is accepted
     */
    record Delivery(Attempt attempt, List<OutboxEntry> entries) {}

    /** Sends it. */
    @FunctionalInterface
    interface Attempt {
        DeliveryResult send();
    }

    /** Receives the outcome of the last delivery. */
    void ended(DeliveryResult result, Collection<OutboxEntry> entries, Instant now);
}
