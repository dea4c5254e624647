package io.keyvigil.watch;

import static java.util.stream.Collectors.groupingBy;
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
 *   <li>Material is compared by thumbprint: what is new is added, what is gone is withdrawn, whatever the kids say.
 *   <li>Labels are compared apart from that: a kid with other material is replaced, material with another kid is
 *       relabelled. A replaced key is therefore also added, and its predecessor withdrawn where it is gone.
 *   <li>Order and the number of times that one entry is listed mean nothing.
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

    /** What changed from one set to the next, in the order of {@link KeyEventKind}. */
    static List<KeyEvent> between(Collection<Jwk> before, Collection<Jwk> after, Instant now) {
        KeyChanges changes = new KeyChanges(before, after, now);
        changes.material();
        changes.replacedMaterial();
        changes.relabelled();
        changes.members();
        changes.wholeSet();
        return List.copyOf(changes.events);
    }

    /** One entry an identity. Of entries that differ in their members only, the choice does not depend on the order. */
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
                events.add(KeyEvent.of(KeyEventKind.KEY_ADDED, now, key, describe(key, jwk) + " is published"));
            }
        });
        before.forEach((key, jwk) -> {
            if (!materialAfter.contains(key.material())) {
                events.add(KeyEvent.of(
                        KeyEventKind.KEY_WITHDRAWN, now, key, describe(key, jwk) + " is published no more"));
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
                            key.describe() + " had other material before: " + earlier)));
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
                        key.describe() + " was known as "
                                + labels(kidsBefore.get(key.thumbprint().orElseThrow())))));
    }

    private void members() {
        List<KeyEvent> respelled = new ArrayList<>();
        after.forEach((key, jwk) -> Optional.ofNullable(before.get(key)).ifPresent(earlier -> {
            List<String> metadata = jwk.digests().relabelledSince(earlier.digests());
            if (!metadata.isEmpty()) {
                events.add(KeyEvent.of(
                        KeyEventKind.KEY_METADATA_CHANGED, now, key, key.describe() + " changed in " + metadata));
            }
            List<String> spelling = jwk.digests().respelledSince(earlier.digests());
            if (!spelling.isEmpty()) {
                respelled.add(KeyEvent.of(
                        KeyEventKind.KEY_ENCODING_CHANGED,
                        now,
                        key,
                        key.describe() + " has the same numbers, spelled differently in " + spelling));
            }
        }));
        events.addAll(respelled);
    }

    private void wholeSet() {
        if (before.isEmpty()) {
            return;
        }
        if (after.isEmpty()) {
            String gone = before.size() == 1 ? "the only key is gone" : "all " + before.size() + " keys are gone";
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
                        ? "the key that signed before is not "
                        : "none of the " + before + " keys that signed before is ")
                + (after == 1 ? "the only one of now" : "among the " + after + " keys of now");
    }

    /** The signing keys; where a set has none, all of its keys. An encryption key that stays saves nobody's signatures. */
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
        return kids.stream()
                .map(kid -> new KeyIdentity(kid, Optional.empty()).describe())
                .toList()
                .toString();
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
