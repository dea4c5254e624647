package io.keyvigil.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Returns one instance for equal directives: 10,000 providers send a few dozen different ones. The {@value #MOST} latest
 * are kept; rare ones are not shared.
 */
final class SharedDirectives {

    private static final int MOST = 256;

    private static final Map<CacheDirectives, CacheDirectives> SHARED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheDirectives, CacheDirectives> eldest) {
            return size() > MOST;
        }
    };

    private SharedDirectives() {}

    static CacheDirectives of(CacheDirectives directives) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(directives, same -> same);
        }
    }
}
