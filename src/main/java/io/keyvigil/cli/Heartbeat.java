package io.keyvigil.cli;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Calls again and again what looks for something due.
 *
 * <ol>
 *   <li>It goes by the monotonic clock. Quarkus' scheduler goes by the wall clock, and would fall silent for as long as that is
 *       set back.
 *   <li>A call begins when the one before has ended; one that fails is logged and followed by the next.
 * </ol>
 */
@Singleton
final class Heartbeat {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private static final int THREADS = 2;
    private static final int STORE_THREADS = 4;

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, Heartbeat::daemon);
    private final ScheduledExecutorService storeThreads =
            Executors.newScheduledThreadPool(STORE_THREADS, Heartbeat::daemon);

    /** Calls {@code work}, which waits for nothing, that often, for the first time after as long. */
    void every(Duration interval, String ticker, Runnable work) {
        schedule(threads, interval, ticker, work);
    }

    /** The same for work that asks the store: it has threads of its own, because a store may not answer. */
    void everyWithStore(Duration interval, String ticker, Runnable work) {
        schedule(storeThreads, interval, ticker, work);
    }

    private static void schedule(ScheduledExecutorService threads, Duration interval, String ticker, Runnable work) {
        threads.scheduleWithFixedDelay(
                () -> call(ticker, work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void call(String ticker, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=tick-failed ticker=%s", ticker);
        }
    }

    /** Begins no call any more, and lets those that are under way end. */
    void stop() {
        threads.shutdown();
        storeThreads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)
                    || !storeThreads.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("event=tick-unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    }
}
