package io.keyvigil.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of its own for one kind of request, and places for a few more requests that wait for one.
 *
 * <ol>
 *   <li>One address has at most half of the places, waiting ones included.
 *   <li>If a request waits or finds no place, the client that leaves most of its answer unread is cut off, provided that it has
 *       done so for {@link #PATIENCE}.
 * </ol>
 */
public final class Lane {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int IDLE_SECONDS = 30;
    private static final int PAGES = 2;
    private static final int WAITING_PAGES = 6;
    private static final int PROBES = 16;
    private static final int MIN_REQUESTS = 4;
    private static final int MAX_REQUESTS = 32;
    /** Of heap, for each request under way. */
    private static final int REQUEST_BYTES = 16 * 1024 * 1024;
    /** Requests that wait, for each thread. */
    private static final int WAITING = 16;

    private final int running;
    private final int places;
    private final Set<Place> taken = new HashSet<>();
    private final ExecutorService threads;

    Lane(String name, int running, int places) {
        this.running = running;
        this.places = places;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                running, running, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** For pages of metrics: two at a time, six wait. */
    public static Lane ofPages() {
        return new Lane("pages", PAGES, PAGES + WAITING_PAGES);
    }

    /** For probes, which wait for providers: 16 at a time, as many wait. */
    public static Lane ofProbes() {
        return new Lane("probes", PROBES, 2 * PROBES);
    }

    /** For all other requests: one for each 16 MiB of heap at a time, at least 4 and at most 32. */
    public static Lane ofRequests() {
        int running = HeapShare.of(REQUEST_BYTES, MIN_REQUESTS, MAX_REQUESTS);
        return new Lane("requests", running, running * (1 + WAITING));
    }

    /** A place for one request, which it gives back when its task has ended. */
    private final class Place implements Executor {
        private final Connection connection;
        private final Runnable afterwards;

        Place(Connection connection, Runnable afterwards) {
            this.connection = connection;
            this.afterwards = afterwards;
        }

        long stalled() {
            return connection.stalled();
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    giveBack(this);
                }
            });
        }
    }

    /**
     * A place for a request, as the executor of its one task; empty if there is none.
     *
     * @param afterwards runs when the task has ended
     */
    public synchronized Optional<Executor> place(Connection connection, Runnable afterwards) {
        if (taken.size() >= running || isGreedy(connection)) {
            cutOneStalled();
        }
        if (taken.size() == places || isGreedy(connection)) {
            return Optional.empty();
        }
        Place place = new Place(connection, afterwards);
        taken.add(place);
        return Optional.of(place);
    }

    private boolean isGreedy(Connection connection) {
        Object caller = connection.caller();
        return taken.stream()
                        .filter(place -> place.connection.caller().equals(caller))
                        .count()
                >= places / 2;
    }

    /** Makes room if a request waits. To be called about twice per second. */
    public synchronized void sweep() {
        if (taken.size() > running) {
            cutOneStalled();
        }
    }

    /** Its place is free from now on; its thread is, as soon as that notices. */
    private void cutOneStalled() {
        taken.stream()
                .filter(place -> place.stalled() > PATIENCE.toNanos())
                .max(Comparator.comparingLong(Place::stalled))
                .ifPresent(place -> {
                    taken.remove(place);
                    place.connection.cut();
                });
    }

    private void giveBack(Place place) {
        synchronized (this) {
            taken.remove(place);
        }
        place.afterwards.run();
    }
}
