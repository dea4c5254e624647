package io.keyvigil.cli;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each poll in flight. Providers that hang hold hundreds of them, so they must not be the threads that answer
 * requests. The places for polls bound their number; this class does not.
 */
final class PollThreads {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final long IDLE_SECONDS = 5;

    private PollThreads() {}

    /** @param virtualThreads has virtual threads from Java 21; before, it has the threads that answer requests */
    static Executor of(Executor virtualThreads) {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS
                ? virtualThreads
                : new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        PollThreads::daemon);
    }

    private static Thread daemon(Runnable poll) {
        Thread thread = new Thread(poll, "poll");
        thread.setDaemon(true);
        return thread;
    }
}
