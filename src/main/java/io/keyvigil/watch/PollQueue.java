package io.keyvigil.watch;

import io.keyvigil.provider.Round;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Polls that are due, in their order; a bounded number of them is in flight. */
final class PollQueue {

    private static final Logger LOG = Logger.getLogger(PollQueue.class);

    private final BlockingQueue<DuePoll> queue = new LinkedBlockingQueue<>();
    private final Executor executor;
    private final Semaphore inFlight;
    private final Consumer<DuePoll> poll;
    private volatile boolean closed;

    /** @param dueSince the moment that its round began */
    record DuePoll(WatchedTenant tenant, Round round, Instant dueSince) {}

    /** @param parallel how many may be in flight */
    PollQueue(Executor executor, int parallel, Consumer<DuePoll> poll) {
        this.executor = executor;
        this.inFlight = new Semaphore(parallel);
        this.poll = poll;
    }

    void add(DuePoll due) {
        queue.add(due);
    }

    /** Starts as many at once as may be in flight. */
    void start() {
        int wanted = queue.size();
        for (int started = 0; started < wanted && inFlight.tryAcquire(); started++) {
            executor.execute(this::work);
        }
    }

    /** No poll begins any more; those in flight go on. */
    void close() {
        closed = true;
        queue.clear();
    }

    private void work() {
        try {
            for (DuePoll next = queue.poll(); next != null && !closed; next = queue.poll()) {
                work(next);
            }
        } finally {
            inFlight.release();
        }
    }

    private void work(DuePoll next) {
        try {
            poll.accept(next);
        } catch (RuntimeException e) {
            if (closed) {
                // What it works with goes before it does.
                LOG.debugf("event=poll-left tenant=%s", next.tenant().tenant().id());
                return;
            }
            LOG.errorf(e, "event=poll-broken tenant=%s", next.tenant().tenant().id());
        }
    }
}
