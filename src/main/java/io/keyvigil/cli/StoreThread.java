package io.keyvigil.cli;

import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The only thread that writes the history of keys and risks, in order. A store that does not respond blocks this thread, but no
 * other.
 */
@Singleton
final class StoreThread implements Executor {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(StoreThread::daemon);

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "store");
        thread.setDaemon(true);
        return thread;
    }
}
