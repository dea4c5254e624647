package io.keyvigil.jose;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shares one instance of equal lists of member names: ten thousand tenants publish a few dozen different lists. The
 * number of lists is limited; a further list is not shared.
 */
final class SharedNames {
    private static final int MAXIMUM_LISTS = 1_024;
    private static final int MAXIMUM_NAMES = 24;
    private static final int MAXIMUM_CHARACTERS = 32;

    private static final Map<List<String>, List<String>> SHARED = new ConcurrentHashMap<>();

    private SharedNames() {}

    static List<String> of(List<String> names) {
        List<String> shared = SHARED.get(names);
        if (shared != null) {
            return shared;
        }
        boolean small =
                names.size() <= MAXIMUM_NAMES && names.stream().allMatch(name -> name.length() <= MAXIMUM_CHARACTERS);
        if (!small || SHARED.size() >= MAXIMUM_LISTS) {
            return names;
        }
        List<String> earlier = SHARED.putIfAbsent(names, names);
        return earlier == null ? names : earlier;
    }
}
