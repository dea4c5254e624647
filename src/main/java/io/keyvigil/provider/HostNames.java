package io.keyvigil.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves the host name of a request before the request is sent. The JDK's HTTP client resolves names on the few threads that
 * serve all its requests, and one lookup can take a minute. After a lookup here, the client finds the answer in the JVM's own
 * cache ({@code networkaddress.cache.ttl}, 30 s by default), which this class relies on and does not replace.
 *
 * <ol>
 *   <li>A caller waits no longer than it says. The lookup itself cannot be interrupted: it continues, and its answer is cached.
 *   <li>A name costs at most one thread, for any number of callers.
 *   <li>At most {@value #MAX_UNPROVEN} lookups of names that did not resolve at the last lookup are in flight. Names that did
 *       resolve have {@value #MAX_PROVEN} threads more.
 * </ol>
 */
final class HostNames {

    /** A thread that waits for an answer costs about 50 KiB. It ends after a few seconds without work. */
    private static final int MAX_UNPROVEN = 512;

    private static final int MAX_PROVEN = 64;
    private static final long STACK_BYTES = 256 << 10;
    private static final long IDLE_SECONDS = 5;

    private final Lookup lookup;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MAX_UNPROVEN + MAX_PROVEN, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), HostNames::daemon);
    private final Semaphore unproven = new Semaphore(MAX_UNPROVEN);
    private final RecentNames proven = new RecentNames();
    private final Map<String, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();

    /** Resolves a name, and may take its time. */
    @FunctionalInterface
    interface Lookup {
        void resolve(String host) throws UnknownHostException;
    }

    HostNames(Lookup lookup) {
        this.lookup = lookup;
    }

    /** With the resolver of the JVM. */
    static HostNames ofSystem() {
        return new HostNames(InetAddress::getAllByName);
    }

    /** Returns why the host of the address does not resolve in that time; empty if it does. */
    Optional<Flaw> resolve(HttpAddress address, Duration within) throws InterruptedException {
        Optional<String> name = RoutedHost.nameOf(address.uri());
        return name.isEmpty() ? Optional.empty() : resolve(name.get(), address, within);
    }

    private Optional<Flaw> resolve(String host, HttpAddress address, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        try {
            lookup(host, within).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            proven.add(host);
            return Optional.empty();
        } catch (TimeoutException late) {
            proven.remove(host);
            return flaw("the host name did not resolve in time", address);
        } catch (ExecutionException failed) {
            proven.remove(host);
            boolean full = failed.getCause() instanceof RejectedExecutionException;
            return flaw(full ? "too many host names hang" : "the host name does not resolve", address);
        }
    }

    /** The lookup of the name that is in flight, or a new one. */
    private CompletableFuture<Void> lookup(String host, Duration within) throws InterruptedException {
        CompletableFuture<Void> own = new CompletableFuture<>();
        CompletableFuture<Void> first = inFlight.putIfAbsent(host, own);
        if (first != null) {
            return first;
        }
        own.whenComplete((done, failure) -> inFlight.remove(host));
        try {
            admit(host, own, within);
        } catch (InterruptedException stopping) {
            own.completeExceptionally(stopping);
            throw stopping;
        }
        return own;
    }

    private void admit(String host, CompletableFuture<Void> lookup, Duration within) throws InterruptedException {
        if (proven.contains(host)) {
            begin(host, lookup);
        } else if (unproven.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
            lookup.whenComplete((done, failure) -> unproven.release());
            begin(host, lookup);
        } else {
            lookup.completeExceptionally(new RejectedExecutionException());
        }
    }

    private void begin(String host, CompletableFuture<Void> result) {
        try {
            threads.execute(() -> run(host, result));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(full);
        }
    }

    private void run(String host, CompletableFuture<Void> result) {
        try {
            lookup.resolve(host);
            result.complete(null);
        } catch (UnknownHostException | RuntimeException failure) {
            result.completeExceptionally(failure);
        }
    }

    private static Optional<Flaw> flaw(String what, HttpAddress address) {
        return Optional.of(new Flaw(FetchFailure.DNS, what + ": " + address));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "host-names", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
