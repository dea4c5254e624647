package io.keyvigil.real;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A Spring {@code Cache} whose entries grow old, as one of Caffeine or Redis would. */
final class ExpiringCache extends ConcurrentMapCache {

    private final Duration life;
    private long expiresNanos;

    ExpiringCache(Duration life) {
        super("keys");
        this.life = life;
    }

    @Override
    public synchronized <T> T get(Object key, Callable<T> loader) {
        if (System.nanoTime() - expiresNanos >= 0) {
            clear();
        }
        return super.get(key, () -> {
            T loaded = loader.call();
            expiresNanos = System.nanoTime() + life.toNanos();
            return loaded;
        });
    }
}
