package io.keyvigil.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * What gives a tenant {@value #EVENTS} events within its first {@value #LAST} requests and leaves it its two keys: it is
 * there, away, there, away, and there again, which is twice unreachable and recovered; then a member of its first key
 * changes six times.
 */
final class Past {

    static final int NONE = -1;
    static final int EVENTS = 10;
    static final int LAST = 11;

    private static final int AWAY = 0;
    private static final int UNCHANGED = 5;

    private final Map<Integer, Integer> requests = new HashMap<>();

    /** Which version of itself the provider shows to this request. */
    int step(int tenant) {
        int request = requests.merge(tenant, 1, (before, one) -> Math.min(LAST, before + one));
        if (request > UNCHANGED) {
            return request;
        }
        return request % 2 == 0 ? AWAY : UNCHANGED;
    }

    static boolean fails(int step) {
        return step == AWAY;
    }
}
