package io.keyvigil.watch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares two published key sets.
 *
 * <ol>
 *   <li>Keys are compared by thumbprint: new ones are added, missing ones are withdrawn, regardless of their kids.
 *   <li>Kids are compared separately: a kid with another key is replaced, a key with another kid is relabelled. A replaced
 *       key is therefore also added, and its predecessor is withdrawn if it is missing.
 *   <li>The order of entries and repeated entries are ignored.
 * </ol>
 */
final class KeyChanges {

    private final Map<KeyIdentity, Jwk> before;
    private final Map<KeyIdentity, Jwk> after;
    private final Instant now;
    private final List<KeyEvent> events = new ArrayList<>();

    private KeyChanges(Collection<Jwk> before, Collection<Jwk> after, Instant now) {
        this.before = byIdentity(before);
        this.after = byIdentity(after);
        this.now = now;
    }

    /** Returns the changes from one set to the next, in the order of {@link KeyEventKind}. */
    static List<KeyEvent> between(Collection<Jwk> before, Collection<Jwk> after, Instant now) {
        KeyChanges changes = new KeyChanges(before, after, now);
        changes.material();
        changes.replacedMaterial();
        changes.relabelled();
        changes.members();
        changes.wholeSet();
        return List.copyOf(changes.events);
    }

    /** Returns one entry per identity. The choice among entries that differ only in their members does not depend on the order. */
    static Map<KeyIdentity, Jwk> byIdentity(Collection<Jwk> keys) {
        return keys.stream()
                .collect(toMap(
                        KeyIdentity::of,
                        key -> key,
                        (one, other) ->
                                one.digests().hashCode() <= other.digests().hashCode() ? one : other,
                        LinkedHashMap::new));
    }

    private void material() {
        Set<Object> materialBefore = materials(before.keySet());
        Set<Object> materialAfter = materials(after.keySet());
        after.forEach((key, jwk) -> {
            if (!materialBefore.contains(key.material())) {
                events.add(KeyEvent.of(
                        KeyEventKind.KEY_ADDED, now, key, describe(key, jwk) + " was added to the key set"));
            }
        });
        before.forEach((key, jwk) -> {
            if (!materialAfter.contains(key.material())) {
                events.add(KeyEvent.of(
                        KeyEventKind.KEY_WITHDRAWN, now, key, describe(key, jwk) + " was withdrawn from the key set"));
            }
        });
    }

    private void replacedMaterial() {
        Map<String, Set<JwkThumbprint>> thumbprintsBefore = thumbprintsByKid(before.keySet());
        thumbprintsByKid(after.keySet()).forEach((kid, thumbprints) -> {
            Set<JwkThumbprint> earlier = thumbprintsBefore.getOrDefault(kid, Set.of());
            if (earlier.isEmpty()) {
                return;
            }
            thumbprints.stream()
                    .filter(thumbprint -> !earlier.contains(thumbprint))
                    .map(thumbprint -> new KeyIdentity(Optional.of(kid), Optional.of(thumbprint)))
                    .forEach(key -> events.add(KeyEvent.of(
                            KeyEventKind.KEY_MATERIAL_REPLACED,
                            now,
                            key,
                            "The key behind " + key.describe() + " changed; thumbprint before: " + join(earlier))));
        });
    }

    private void relabelled() {
        Map<JwkThumbprint, Set<Optional<String>>> kidsBefore = kidsByThumbprint(before.keySet());
        after.keySet().stream()
                .filter(key -> key.thumbprint().filter(kidsBefore::containsKey).isPresent())
                .filter(key -> !before.containsKey(key))
                .forEach(key -> events.add(KeyEvent.of(
                        KeyEventKind.KEY_RELABELLED,
                        now,
                        key,
                        key.describe() + " had another kid before: "
                                + labels(kidsBefore.get(key.thumbprint().orElseThrow())))));
    }

    private void members() {
        List<KeyEvent> respelled = new ArrayList<>();
        after.forEach((key, jwk) -> Optional.ofNullable(before.get(key)).ifPresent(earlier -> {
            List<String> metadata = jwk.digests().relabelledSince(earlier.digests());
            if (!metadata.isEmpty()) {
                events.add(KeyEvent.of(
                        KeyEventKind.KEY_METADATA_CHANGED,
                        now,
                        key,
                        key.describe() + " changed its members " + join(metadata)));
            }
            List<String> spelling = jwk.digests().respelledSince(earlier.digests());
            if (!spelling.isEmpty()) {
                respelled.add(KeyEvent.of(
                        KeyEventKind.KEY_ENCODING_CHANGED,
                        now,
                        key,
                        key.describe() + " has the same parameters in another encoding of " + join(spelling)));
            }
        }));
        events.addAll(respelled);
    }

    private void wholeSet() {
        if (before.isEmpty()) {
            return;
        }
        if (after.isEmpty()) {
            String gone =
                    before.size() == 1 ? "The only key was withdrawn" : "All " + before.size() + " keys were withdrawn";
            events.add(KeyEvent.of(KeyEventKind.SET_EMPTIED, now, gone));
            return;
        }
        Set<Object> comparedBefore = comparedForRotation(before);
        Set<Object> materialNow = materials(after.keySet());
        if (comparedBefore.stream().noneMatch(materialNow::contains)) {
            events.add(KeyEvent.of(KeyEventKind.ROTATION_DISJOINT, now, disjoint(comparedBefore.size(), after.size())));
        }
    }

    private static String disjoint(int before, int after) {
        return (before == 1
                        ? "The previous signing key is not "
                        : "None of the " + before + " previous signing keys is ")
                + "in the new set (" + after + (after == 1 ? " key)" : " keys)");
    }

    /** The signing keys, or all keys if the set has none. An encryption key that stays verifies no signature. */
    private static Set<Object> comparedForRotation(Map<KeyIdentity, Jwk> keys) {
        Set<Object> signing = keys.entrySet().stream()
                .filter(entry -> entry.getValue().forSigning())
                .map(entry -> entry.getKey().material())
                .collect(toCollection(LinkedHashSet::new));
        return signing.isEmpty() ? materials(keys.keySet()) : signing;
    }

    private static String describe(KeyIdentity key, Jwk jwk) {
        return key.describe()
                + jwk.unusable()
                        .map(reason -> ", unusable (" + reason.code() + "),")
                        .orElse("");
    }

    private static String labels(Set<Optional<String>> kids) {
        return join(kids.stream()
                .map(kid -> kid.map(label -> '"' + label + '"').orElse("none"))
                .toList());
    }

    private static String join(Collection<?> items) {
        return items.stream().map(Object::toString).collect(joining(", "));
    }

    private static Set<Object> materials(Collection<KeyIdentity> keys) {
        return keys.stream().map(KeyIdentity::material).collect(toCollection(LinkedHashSet::new));
    }

    private static Map<String, Set<JwkThumbprint>> thumbprintsByKid(Collection<KeyIdentity> keys) {
        return complete(keys)
                .filter(key -> key.kid().isPresent())
                .collect(groupingBy(
                        key -> key.kid().orElseThrow(),
                        LinkedHashMap::new,
                        mapping(key -> key.thumbprint().orElseThrow(), toCollection(LinkedHashSet::new))));
    }

    private static Map<JwkThumbprint, Set<Optional<String>>> kidsByThumbprint(Collection<KeyIdentity> keys) {
        return complete(keys)
                .collect(groupingBy(
                        key -> key.thumbprint().orElseThrow(),
                        LinkedHashMap::new,
                        mapping(KeyIdentity::kid, toCollection(LinkedHashSet::new))));
    }

    private static Stream<KeyIdentity> complete(Collection<KeyIdentity> keys) {
        return keys.stream().filter(key -> key.thumbprint().isPresent());
    }
}
