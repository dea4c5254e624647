package io.keyvigil.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
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
 * serve all its requests, and one lookup can take a minute. After a lookup here, the client finds the result in the JVM's
 * own cache ({@code networkaddress.cache.ttl}, 30 s by default), which this class relies on and does not replace.
 *
 * <ol>
 *   <li>A caller waits at most the time that it specifies. The lookup itself cannot be interrupted: it continues, and its
 *       result is cached.
 *   <li>A name costs at most one thread, for any number of callers.
 *   <li>At most {@value #MAX_UNPROVEN} lookups of names that did not resolve at the last lookup are in flight. Names that did
 *       resolve have {@value #MAX_PROVEN} threads more.
 * </ol>
 */
final class HostNames {

    /** A thread that waits for a result costs about 50 KiB. It ends after a few seconds without work. */
    private static final int MAX_UNPROVEN = 512;

    private static final int MAX_PROVEN = 64;
    private static final long STACK_BYTES = 256 << 10;
    private static final long IDLE_SECONDS = 5;

    private final Lookup lookup;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MAX_UNPROVEN + MAX_PROVEN, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), HostNames::daemon);
    private final Semaphore unproven = new Semaphore(MAX_UNPROVEN);
    private final RecentNames proven = new RecentNames();
    private final Map<String, CompletableFuture<List<InetAddress>>> inFlight = new ConcurrentHashMap<>();

    /** Resolves a name; may take long. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    HostNames(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Uses the resolver of the JVM. */
    static HostNames ofSystem() {
        return new HostNames(InetAddress::getAllByName);
    }

    /** The addresses of the host that a request to this address connects to, or why they are unknown after that time. */
    Outcome<List<InetAddress>> resolve(HttpAddress address, Duration within) throws InterruptedException {
        Optional<String> name = RoutedHost.nameOf(address.uri());
        return name.isEmpty() ? Outcome.of(RoutedHost.literal(address.uri())) : resolve(name.get(), address, within);
    }

    private Outcome<List<InetAddress>> resolve(String host, HttpAddress address, Duration within)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        try {
            List<InetAddress> addresses = lookup(host, within).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            proven.add(host);
            return Outcome.of(addresses);
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
    private CompletableFuture<List<InetAddress>> lookup(String host, Duration within) throws InterruptedException {
        CompletableFuture<List<InetAddress>> own = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> first = inFlight.putIfAbsent(host, own);
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

    private void admit(String host, CompletableFuture<List<InetAddress>> lookup, Duration within)
            throws InterruptedException {
        if (proven.contains(host)) {
            begin(host, lookup);
        } else if (unproven.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
            lookup.whenComplete((done, failure) -> unproven.release());
            begin(host, lookup);
        } else {
            lookup.completeExceptionally(new RejectedExecutionException());
        }
    }

    private void begin(String host, CompletableFuture<List<InetAddress>> result) {
        try {
            threads.execute(() -> run(host, result));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(full);
        }
    }

    private void run(String host, CompletableFuture<List<InetAddress>> result) {
        try {
            result.complete(List.of(lookup.resolve(host)));
        } catch (UnknownHostException | RuntimeException failure) {
            result.completeExceptionally(failure);
        }
    }

    private static Outcome<List<InetAddress>> flaw(String what, HttpAddress address) {
        return Outcome.flawed(FetchFailure.DNS, what + ": " + address);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "host-names", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
