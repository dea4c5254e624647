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
 * The queue of due polls; a bounded number of them is in flight. Tenants whose last poll did not fetch their keys,
 * and tenants that were never polled, have a separate lane. Any number of hanging polls in it delays no other tenant.
 */
final class PollQueue {

    private static final Logger LOG = Logger.getLogger(PollQueue.class);

    /** Enough for a third of 500 tenants whose polls hang for 10 s. The threads take about 20 MiB. */
    private static final int SLOW_UNREACHED = 3;

    private final Executor executor;
    private final PollLane reached;
    private final PollLane unreached;
    private final Consumer<DuePoll> poll;
    private volatile boolean closed;

    /** @param dueSince the start of its round */
    record DuePoll(WatchedTenant tenant, Round round, Instant dueSince) {}

    /**
     * @param executor runs each poll in flight in one thread
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

    /** Starts as many polls as there are places. Must be called every second, because slow polls leave their places. */
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
                // The resources of the poll are closed before it ends.
                LOG.debugf(
                        "event=poll-abandoned tenant=%s", next.tenant().tenant().id());
                return;
            }
            LOG.errorf(e, "event=poll-broken tenant=%s", next.tenant().tenant().id());
        }
    }
}
