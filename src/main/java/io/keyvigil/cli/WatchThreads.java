package io.keyvigil.cli;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that poll, measure the clock and deliver notifications: virtual threads, or a separate pool before Java 21. They
 * serve no requests. Each user limits its number of busy threads.
 */
@Singleton
final class WatchThreads {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final ExecutorService executor;

    WatchThreads(@VirtualThreads ExecutorService virtual) {
        executor = Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS
                ? Executors.newCachedThreadPool(WatchThreads::daemon)
                : virtual;
    }

    ExecutorService executor() {
        return executor;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
