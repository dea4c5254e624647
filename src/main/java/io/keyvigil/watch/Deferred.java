package io.keyvigil.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that another thread does soon. Asked for several times before it begins, it is done once; asked for while it is done, it is
 * done once more. The caller never waits for it.
 */
public final class Deferred {

    private final Executor executor;
    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param executor does one thing after the other */
    public Deferred(Executor executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /** Waits for what was asked for, at most that long; false if it has not ended by then. */
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
