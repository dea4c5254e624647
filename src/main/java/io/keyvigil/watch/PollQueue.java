package io.keyvigil.watch;

import io.keyvigil.provider.Round;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Polls that are due, in their order; a bounded number of them is in flight. Tenants whose last poll did not fetch their keys,
 * and tenants that were never polled, have a lane of their own. However many of them hang, they delay no other tenant.
 */
final class PollQueue {

    private static final Logger LOG = Logger.getLogger(PollQueue.class);

    /** A third of 500 tenants that hang for 10 s finds places, and its threads take about 20 MiB. */
    private static final int SLOW_UNREACHED = 3;

    private final Executor executor;
    private final PollLane reached;
    private final PollLane unreached;
    private final Consumer<DuePoll> poll;
    private volatile boolean closed;

    /** @param dueSince the moment that its round began */
    record DuePoll(WatchedTenant tenant, Round round, Instant dueSince) {}

    /**
     * @param executor gives a thread to each poll in flight
     * @param parallel the places in each {@link PollLane}
     */
    PollQueue(Executor executor, int parallel, Consumer<DuePoll> poll, LongSupplier nanoTime) {
        this.executor = executor;
        this.reached = new PollLane(parallel, parallel, nanoTime);
        this.unreached = new PollLane(parallel, parallel * SLOW_UNREACHED, nanoTime);
        this.poll = poll;
    }

    void add(DuePoll due) {
        (due.tenant().latest().health().up() ? reached : unreached).add(due);
    }

    /** Begins as many as there are places for. To be called every second, because slow polls leave their places. */
    void start() {
        Stream.of(reached, unreached).forEach(lane -> {
            for (Optional<DuePoll> next = begin(lane); next.isPresent(); next = begin(lane)) {
                DuePoll first = next.get();
                executor.execute(() -> work(lane, first));
            }
        });
    }

    /** Starts no further polls; those in flight continue. */
    void close() {
        closed = true;
        reached.clear();
        unreached.clear();
    }

    private Optional<DuePoll> begin(PollLane lane) {
        return closed ? Optional.empty() : lane.begin();
    }

    private void work(PollLane lane, DuePoll first) {
        for (Optional<DuePoll> next = Optional.of(first); next.isPresent(); next = begin(lane)) {
            try {
                work(next.get());
            } finally {
                lane.end(next.get());
            }
        }
    }

    private void work(DuePoll next) {
        try {
            poll.accept(next);
        } catch (RuntimeException e) {
            if (closed) {
                // What it works with is closed before it ends.
                LOG.debugf("event=poll-left tenant=%s", next.tenant().tenant().id());
                return;
            }
            LOG.errorf(e, "event=poll-broken tenant=%s", next.tenant().tenant().id());
        }
    }
}
