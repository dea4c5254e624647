package io.keyvigil.watch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest events that do not follow from the keys themselves, the newest last: at most {@value #MOST}. The first
 * publication and withdrawal of a key follow from the key; its return after a withdrawal does not. Details are kept only for
 * changed metadata, whose old values are kept nowhere else.
 */
final class RecentEvents {

    static final int MOST = 16;

    private static final Set<KeyEventKind> TOLD_BY_KEYS = EnumSet.of(
            KeyEventKind.KEY_ADDED,
            KeyEventKind.KEY_WITHDRAWN,
            KeyEventKind.KEY_RELABELLED,
            KeyEventKind.KEY_METADATA_CHANGED,
            KeyEventKind.KEY_ENCODING_CHANGED);
    private static final Set<KeyEventKind> NEED_DETAIL = EnumSet.of(
            KeyEventKind.ISSUER_CHANGED,
            KeyEventKind.JWKS_URI_CHANGED,
            KeyEventKind.TOKEN_ENDPOINT_CHANGED,
            KeyEventKind.ALGORITHMS_CHANGED);
    private static final Set<KeyEventKind> ARRIVALS = EnumSet.of(KeyEventKind.KEY_ADDED, KeyEventKind.KEY_RELABELLED);

    private RecentEvents() {}

    /** @param keys as they are after the events */
    static List<KeyEvent> after(List<KeyEvent> before, List<KeyEvent> events, List<ObservedKey> keys) {
        if (events.isEmpty()) {
            return before;
        }
        List<KeyEvent> all = new ArrayList<>(before);
        all.addAll(events);
        return of(all, keys);
    }

    /**
     * @param events the oldest first
     * @param keys as they are after the events
     */
    static List<KeyEvent> of(List<KeyEvent> events, List<ObservedKey> keys) {
        Map<KeyIdentity, ObservedKey> byIdentity = new HashMap<>();
        if (events.stream().anyMatch(event -> ARRIVALS.contains(event.kind()))) {
            keys.forEach(key -> byIdentity.putIfAbsent(key.identity(), key));
        }
        List<KeyEvent> kept = events.stream()
                .filter(event -> !TOLD_BY_KEYS.contains(event.kind()) || isReturn(event, byIdentity))
                .map(event -> NEED_DETAIL.contains(event.kind()) ? event : event.withoutDetail())
                .toList();
        return List.copyOf(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    }

    private static boolean isReturn(KeyEvent event, Map<KeyIdentity, ObservedKey> keys) {
        ObservedKey key = keys.get(new KeyIdentity(event.kid(), event.thumbprint()));
        return ARRIVALS.contains(event.kind()) && key != null && key.firstSeen().isBefore(event.at());
    }
}
