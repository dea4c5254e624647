package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the history entry of a tenant: from one poll, or from several polls after the history could not be written. */
final class Entries {

    /** The latest events of a tenant are kept while its history cannot be written. */
    static final int MOST_EVENTS = 1_000;

    private Entries() {}

    /** @param base the version of the state before the poll */
    static Entry of(Tenant tenant, long base, Transition transition) {
        return new Entry(
                tenant,
                base,
                List.of(new Step(base + 1, transition.events())),
                transition.after(),
                transition.document().map(Entries::publicJson).or(() -> transition
                        .corrected()
                        .map(any -> Map.of())),
                transition.corrected());
    }

    /** A switch of the signing key. */
    static Entry of(Tenant tenant, long base, SigningNote.Noted evidence) {
        return new Entry(
                tenant,
                base,
                List.of(new Step(base + 1, evidence.event().stream().toList())),
                evidence.after(),
                Optional.of(Map.of()));
    }

    private static Map<KeyIdentity, String> publicJson(JwksDocument document) {
        Map<KeyIdentity, String> json = new HashMap<>();
        List<Jwk> keys = document.set().keys();
        Map<KeyIdentity, Jwk> kept = KeyChanges.byIdentity(keys);
        for (int i = 0; i < keys.size(); i++) {
            KeyIdentity identity = KeyIdentity.of(keys.get(i));
            if (kept.get(identity) == keys.get(i)) {
                json.put(identity, document.publicJson().get(i));
            }
        }
        return json;
    }

    static Entry joined(Entry earlier, Entry later) {
        List<Step> steps = new ArrayList<>(corrected(earlier.steps(), later.corrected()));
        steps.addAll(later.steps());
        Map<KeyIdentity, String> json = new HashMap<>(earlier.publicJson().orElse(Map.of()));
        later.publicJson().ifPresent(json::putAll);
        json.keySet()
                .retainAll(
                        later.state().keys().stream().map(ObservedKey::identity).toList());
        return new Entry(
                later.tenant(),
                earlier.base(),
                latest(steps),
                later.state(),
                earlier.publicJson().isPresent() || later.publicJson().isPresent()
                        ? Optional.of(json)
                        : Optional.empty(),
                later.corrected().or(earlier::corrected));
    }

    private static List<Step> corrected(List<Step> steps, Optional<Instant> at) {
        return at.map(NotedAhead::new)
                .map(ahead -> steps.stream()
                        .map(step -> new Step(step.version(), ahead.corrected(step.events())))
                        .toList())
                .orElse(steps);
    }

    private static List<Step> latest(List<Step> steps) {
        Deque<Step> kept = new ArrayDeque<>();
        int room = MOST_EVENTS;
        for (int i = steps.size() - 1; i >= 0 && room > 0; i--) {
            List<KeyEvent> events = steps.get(i).events();
            List<KeyEvent> fitting = events.subList(Math.max(0, events.size() - room), events.size());
            kept.addFirst(new Step(steps.get(i).version(), fitting));
            room -= fitting.size();
        }
        return List.copyOf(kept);
    }
}
