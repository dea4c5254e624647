package io.keyvigil.cache;

import io.keyvigil.tenant.CachedKeys;
import io.keyvigil.tenant.ConsumerId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cache that is read, and its current state. One reading is in flight at a time. */
final class WatchedCache {

    private final ConsumerId consumer;
    private final CachedKeys place;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile CacheState state;

    WatchedCache(ConsumerId consumer, CachedKeys place, CacheState state) {
        this.consumer = consumer;
        this.place = place;
        this.state = state;
    }

    ConsumerId consumer() {
        return consumer;
    }

    CachedKeys place() {
        return place;
    }

    CacheState state() {
        return state;
    }

    CacheSource source() {
        return place.uri().isPresent() ? CacheSource.URL : CacheSource.FILE;
    }

    /** Whether the same cache is meant, however often it is read. */
    boolean isAt(CachedKeys other) {
        return place.uri().equals(other.uri()) && place.file().equals(other.file());
    }

    boolean isDue(Instant now) {
        return !reading.get() && state.isDue(place.every(), now);
    }

    /** Whether the caller may read: false while another thread does. */
    boolean begin() {
        return reading.compareAndSet(false, true);
    }

    void end() {
        reading.set(false);
    }

    void swap(CacheState next) {
        state = next;
    }
}
