package io.keyvigil.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that another thread does soon. Several requests before it begins run it once. A request while it runs makes it run
 * once more. The caller never waits.
 */
public final class Deferred {

    private final Executor executor;
    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param executor runs one task at a time */
    public Deferred(Executor executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /** Waits at most that long for the requested work; returns false if it has not ended by then. */
    boolean await(Duration longest) {
        try {
            CompletableFuture.runAsync(() -> {}, executor).get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    public void ask() {
        if (asked.compareAndSet(false, true)) {
            executor.execute(() -> {
                asked.set(false);
                work.run();
            });
        }
    }
}
