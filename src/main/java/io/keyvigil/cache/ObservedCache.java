package io.keyvigil.cache;

import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.TenantState;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The keys of one tenant in a consumer's cache at one time.
 *
 * @param keys with kid, thumbprint or both
 */
public record ObservedCache(Set<KeyIdentity> keys, Instant at) {

    public ObservedCache {
        keys = Set.copyOf(keys);
    }

    /** Whether a token of that key finds it: values that both sides have must be equal, and there must be at least one. */
    public boolean holds(KeyIdentity published) {
        return keys.stream().anyMatch(held -> isSame(held, published));
    }

    /** Whether it contains another key under the kid of this key, and not this key. */
    public boolean holdsOtherMaterial(KeyIdentity published) {
        return !holds(published)
                && published.kid().isPresent()
                && keys.stream().anyMatch(held -> held.kid().equals(published.kid()));
    }

    /** The missing signing keys that were published at that time. */
    public List<ObservedKey> lacking(TenantState state) {
        return state.keys().stream()
                .filter(key -> key.published() && key.jwk().usableForSigning())
                .filter(key -> !key.firstSeen().isAfter(at) && !holds(key.identity()))
                .toList();
    }

    /** The signing keys in it that were already withdrawn at that time. */
    public List<ObservedKey> withdrawnHeld(TenantState state) {
        return state.keys().stream()
                .filter(key ->
                        key.withdrawal().filter(gone -> !gone.at().isAfter(at)).isPresent())
                .filter(key -> key.jwk().forSigning() && holds(key.identity()))
                .filter(key ->
                        state.keys().stream().noneMatch(other -> other.published() && sharesMaterial(other, key)))
                .toList();
    }

    private static boolean sharesMaterial(ObservedKey one, ObservedKey other) {
        return one.jwk().thumbprint().isPresent()
                && one.jwk().thumbprint().equals(other.jwk().thumbprint());
    }

    private static boolean isSame(KeyIdentity held, KeyIdentity published) {
        boolean bothKids = held.kid().isPresent() && published.kid().isPresent();
        boolean bothThumbprints =
                held.thumbprint().isPresent() && published.thumbprint().isPresent();
        return (bothKids || bothThumbprints)
                && (!bothKids || held.kid().equals(published.kid()))
                && (!bothThumbprints || held.thumbprint().equals(published.thumbprint()));
    }
}
