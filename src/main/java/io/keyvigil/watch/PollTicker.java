package io.keyvigil.watch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Asks every second who is due, and every minute notes the polls that changed nothing. */
@Singleton
class PollTicker {

    private static final Logger LOG = Logger.getLogger(PollTicker.class);

    private final KeyWatch watch;
    private final HistoryKeeper keeper;

    PollTicker(KeyWatch watch, HistoryKeeper keeper) {
        this.watch = watch;
        this.keeper = keeper;
    }

    @Scheduled(identity = "poll", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void pollDue() {
        try {
            watch.pollDue();
        } catch (RuntimeException e) {
            LOG.error("event=tick-failed ticker=poll", e);
        }
    }

    @Scheduled(identity = "history", every = "60s", delayed = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void flushHistory() {
        try {
            keeper.flush();
        } catch (RuntimeException e) {
            LOG.error("event=tick-failed ticker=history", e);
        }
    }
}
