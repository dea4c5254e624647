package io.keyvigil.cache;

import io.keyvigil.tenant.CachedKeys;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Reads the caches that consumers show, by {@code cached-keys} of the watch list, each as often as it is written there.
 *
 * <ol>
 *   <li>One reading a consumer is in flight at a time, and {@value #MOST_IN_FLIGHT} in all.
 *   <li>A cache that moved to another place is taken for another cache; a consumer that left is forgotten.
 *   <li>Nothing is kept over a restart: a cache is there to be read again.
 * </ol>
 */
public final class CacheWatch implements WatchListListener {

    private static final Logger LOG = Logger.getLogger(CacheWatch.class);
    private static final int MOST_IN_FLIGHT = 16;

    private final Map<ConsumerId, WatchedCache> caches = new ConcurrentHashMap<>();
    private final CacheClient client;
    private final List<CacheListener> listeners;
    private final Clock clock;
    private final Executor executor;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

    public CacheWatch(CacheClient client, List<CacheListener> listeners, Clock clock, Executor executor) {
        this.client = client;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public void changed(WatchList before, WatchList after) {
        caches.keySet().removeIf(id -> place(after, id).isEmpty());
        after.consumers().keySet().forEach(id -> place(after, id).ifPresent(place -> follow(id, place)));
    }

    private static Optional<CachedKeys> place(WatchList watchList, ConsumerId id) {
        return Optional.ofNullable(watchList.consumers().get(id)).flatMap(Consumer::cachedKeys);
    }

    private void follow(ConsumerId id, CachedKeys place) {
        caches.compute(id, (same, known) -> {
            if (known != null && known.place().equals(place)) {
                return known;
            }
            CacheState state = known != null && known.isAt(place) ? known.state() : CacheState.UNREAD;
            return new WatchedCache(id, place, state);
        });
    }

    /**
     * Begins to read the caches that are due, as many as may be in flight, and first those that waited longest; the others
     * follow with the next call.
     */
    public void readDue() {
        Instant now = clock.instant();
        List<WatchedCache> due = caches.values().stream()
                .filter(cache -> cache.isDue(now))
                .sorted(Comparator.comparing(
                        cache -> cache.state().lastAttempt().orElse(Instant.MIN)))
                .toList();
        for (WatchedCache cache : due) {
            if (!begin(cache)) {
                return;
            }
        }
    }

    private boolean begin(WatchedCache cache) {
        if (!inFlight.tryAcquire()) {
            return false;
        }
        if (cache.begin()) {
            executor.execute(() -> read(cache));
        } else {
            inFlight.release();
        }
        return true;
    }

    private void read(WatchedCache cache) {
        try {
            CacheState before = cache.state();
            Instant begun = clock.instant();
            CacheState after = before.next(client.read(cache.place()), begun);
            cache.swap(after);
            if (caches.get(cache.consumer()) == cache) {
                listeners.forEach(listener -> listener.read(cache.consumer(), before, after));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=cache-reading-broken consumer=%s", cache.consumer());
        } finally {
            cache.end();
            inFlight.release();
        }
    }

    /** Empty if that consumer's cache is not read. */
    public Optional<CacheState> state(ConsumerId consumer) {
        return Optional.ofNullable(caches.get(consumer)).map(WatchedCache::state);
    }

    Optional<CacheObservation> observation(ConsumerId consumer) {
        return Optional.ofNullable(caches.get(consumer))
                .flatMap(cache -> cache.state().held().map(held -> new CacheObservation(held, cache.source())));
    }
}
