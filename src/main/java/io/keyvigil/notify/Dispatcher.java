package io.keyvigil.notify;

import io.keyvigil.notify.Receiver.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/**
 * Delivers the pending entries of one receiver.
 *
 * <ol>
 *   <li>One request is in flight at a time. The first failure ends the round; the next begins after {@link RetryBackoff}.
 *   <li>An entry leaves the outbox as soon as it is accepted.
 *   <li>An entry that is too old, exceeds the limit, or was refused too often is dropped and logged.
 * </ol>
 */
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int MOST_IN_A_ROUND = 1_000;

    private final Receiver receiver;
    private final OutboxKeeper keeper;
    private final Clock clock;
    private final Executor executor;
    private final DoubleSupplier random;
    private final ReceiverLog log;
    private final Semaphore oneRound = new Semaphore(1);
    private volatile RetryBackoff pace = RetryBackoff.READY;
    private volatile Optional<DeliveryResult> failure = Optional.empty();
    private volatile boolean stopping;

    Dispatcher(Receiver receiver, OutboxKeeper keeper, Clock clock, Executor executor, DoubleSupplier random) {
        this.receiver = receiver;
        this.keeper = keeper;
        this.clock = clock;
        this.executor = executor;
        this.random = random;
        this.log = new ReceiverLog(receiver);
    }

    String name() {
        return receiver.name();
    }

    /** Why the last attempt failed; empty if it did not. */
    Optional<String> failure() {
        return failure.map(result -> receiver.address() + ": "
                + result.failure().map(DeliveryFailure::code).orElse("") + ", "
                + receiver.waiting().size() + " waiting");
    }

    Optional<OutboxEntry> entry(Notification notification) {
        return receiver.entry(notification, clock.instant());
    }

    void add(OutboxEntry entry) {
        receiver.waiting().add(entry).ifPresent(oldest -> drop(List.of(oldest), "too-many"));
    }

    /** It is another process' to deliver. */
    void leave(OutboxEntry entry) {
        receiver.waiting().remove(entry);
    }

    private void drop(Collection<OutboxEntry> entries, String reason) {
        log.dropped(entries, reason);
        keeper.remove(entries);
    }

    /** Begins a round where something is due and none is under way. */
    void begin() {
        List<OutboxEntry> expired = receiver.waiting().expired(clock.instant());
        if (!expired.isEmpty()) {
            drop(expired, "too-old");
        }
        if (!pace.due(clock.instant()) || !oneRound.tryAcquire()) {
            return;
        }
        try {
            executor.execute(this::round);
        } catch (RuntimeException refused) {
            oneRound.release();
            throw refused;
        }
    }

    private void round() {
        try {
            for (int i = 0; i < MOST_IN_A_ROUND && !stopping; i++) {
                Optional<Delivery> next = receiver.next(clock.instant());
                if (next.isEmpty() || !isTaken(next.get())) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=notification-broken receiver=%s", receiver.name());
        } finally {
            oneRound.release();
        }
    }

    private boolean isTaken(Delivery delivery) {
        DeliveryResult result = delivery.attempt().send();
        Instant now = clock.instant();
        pace = pace.after(result, now, random);
        failure = Optional.of(result).filter(each -> !each.taken());
        receiver.ended(result, delivery.entries(), now);
        if (result.taken()) {
            delivery.entries().forEach(receiver.waiting()::remove);
            log.taken();
            if (!delivery.entries().isEmpty()) {
                keeper.remove(delivery.entries());
            }
            return true;
        }
        log.failed(result, receiver.waiting().size());
        List<OutboxEntry> hopeless = receiver.waiting().failed(delivery.entries(), result.refused());
        if (!hopeless.isEmpty()) {
            log.refused(hopeless, result);
            keeper.remove(hopeless);
        }
        return false;
    }

    /** Starts no further request; returns false if one is still in flight after that number of seconds. */
    boolean stop(long seconds) throws InterruptedException {
        stopping = true;
        return oneRound.tryAcquire(seconds, TimeUnit.SECONDS);
    }
}
