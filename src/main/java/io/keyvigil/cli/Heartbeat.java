package io.keyvigil.cli;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Periodically calls the tasks that check for due work.
 *
 * <ol>
 *   <li>Uses the monotonic clock. Quarkus' scheduler uses the wall clock: after that is set back, it would pause for as long.
 *   <li>A call begins after the previous one has ended. A failed call is logged, and the calls continue.
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

    /** Calls {@code work} at this interval, the first time after one interval. The work must not block. */
    void every(Duration interval, String ticker, Runnable work) {
        schedule(threads, interval, ticker, work);
    }

    /** Calls work that uses the store at this interval. It has its own threads, because a store may not respond. */
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

    /** Starts no further calls, and lets the running ones complete. */
    void stop() {
        threads.shutdown();
        storeThreads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)
                    || !storeThreads.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("event=shutdown-timeout");
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
