package io.keyvigil.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One instance for equal directives: ten thousand providers say a few dozen different things. Of those the {@value #MOST}
 * that were said last are known; what is said seldom is merely not shared.
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
