package io.keyvigil.real;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Asks a program all the time, each time on a new connection, whether it lives and for its metrics, and counts its polls. */
final class Vitals implements AutoCloseable {

    /** The attacker uses the same processors. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE_MILLISECONDS = 200;

    /**
     * What became of it.
     *
     * @param failures the answers other than 200, and what came instead of one
     * @param polls how many requests reached the provider
     */
    record Report(int asked, Duration slowest, List<String> failures, int polls, Duration time) {}

    private final int port;
    private final IntSupplier polls;
    private final int pollsBefore;
    private final long begun = System.nanoTime();
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> askers;

    private Vitals(int port, IntSupplier polls) {
        this.port = port;
        this.polls = polls;
        this.pollsBefore = polls.getAsInt();
        this.askers = List.of(asker("/health/live"), asker("/health/ready"), asker("/metrics"));
    }

    /** @param polls how many requests reached the provider so far */
    static Vitals of(int port, IntSupplier polls) {
        return new Vitals(port, polls);
    }

    private Thread asker(String path) {
        Thread thread = new Thread(() -> askUntilStopped(path), "vitals " + path);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void askUntilStopped(String path) {
        try {
            do {
                ask(path);
                asked.add(path);
            } while (!stopped.await(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String path) {
        long begin = System.nanoTime();
        try {
            RawAnswer answer = RawConnection.get(port, path, PATIENCE);
            times.add(Duration.ofNanos(System.nanoTime() - begin));
            if (answer.status() != 200 || !answer.closed()) {
                failures.add(path + " " + answer.status() + (answer.closed() ? "" : " unfinished") + after(begin));
            }
        } catch (IOException e) {
            failures.add(path + " " + e + after(begin));
        }
    }

    private String after(long begin) {
        return ", asked at " + Duration.ofNanos(begin - begun);
    }

    /** Waits until each address was asked once and has answered or failed. */
    void awaitEach() {
        await("vitals").atMost(PATIENCE.multipliedBy(2)).until(() -> asked.size() == askers.size());
    }

    Report report() {
        return new Report(
                times.size(),
                List.copyOf(times).stream().max(Duration::compareTo).orElse(Duration.ZERO),
                List.copyOf(failures),
                polls.getAsInt() - pollsBefore,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
