package io.keyvigil.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/** A set of names that keeps at most {@value #MAX}, the most recently used ones. Thread-safe. */
final class RecentNames {

    private static final int MAX = 4_096;
    private static final int INITIAL = 64;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Boolean> names = new LinkedHashMap<>(INITIAL, LOAD_FACTOR, true);

    synchronized void add(String name) {
        names.put(name, true);
        if (names.size() > MAX) {
            names.remove(names.keySet().iterator().next());
        }
    }

    synchronized void remove(String name) {
        names.remove(name);
    }

    synchronized boolean contains(String name) {
        return names.get(name) != null;
    }
}
