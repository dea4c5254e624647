package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Rejected tokens of published keys: {@code missing-new-key} and {@code material-replaced}, and the effect of unknown kids on
 * the same keys, {@code cooldown-poisoning}.
 *
 * <ol>
 *   <li>Keys of the baseline count as cached unless the observed cache lacks them: their time of publication is unknown.
 *   <li>A key that may not sign yet counts as signing; {@link Certainty#CERTAIN} requires that it is known to sign.
 *   <li>If the observed cache lacks a key after the bound of the profile, the profile is wrong, and the exposure has no end.
 * </ol>
 */
final class NewKeyForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    NewKeyForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        for (PublishedKey key : subject.timeline().published()) {
            Optional<ObservedCache> seen = subject.observedSince(key.publishedAt());
            boolean held = seen.isPresent() ? seen.get().holds(key.identity()) : key.atFirstSight();
            if (!held) {
                add(key, seen);
            }
        }
    }

    private void add(PublishedKey key, Optional<ObservedCache> seen) {
        boolean replaced = replaces(key, seen);
        KeyAcquisition recovery = replaced || key.identity().kid().isEmpty()
                ? KeyAcquisition.ofKnownKid(subject, key)
                : KeyAcquisition.ofUnknownKid(subject, key);
        MissingKeyText missing = new MissingKeyText(key, recovery, replaced, seen.map(ObservedCache::at), exposures);
        if (isCutOff(key, recovery, seen)) {
            missing.addCutOff(subject.outage().orElseThrow().since());
        } else if (seen.filter(cache -> isRefuted(recovery, cache)).isPresent()) {
            missing.addRefuted(seen.get().at());
        } else if (!recovery.atOnce()) {
            missing.add(recovery.rejectsForSure() || (seen.isPresent() && !recovery.onDemand()));
        }
        if (recovery.onDemand()) {
            new PoisoningForecast(subject, exposures).add(key);
        }
    }

    private boolean replaces(PublishedKey key, Optional<ObservedCache> seen) {
        return seen.isPresent()
                ? seen.get().holdsOtherMaterial(key.identity())
                : key.predecessor()
                        .filter(old -> mayBeHeld(old, key.publishedAt()))
                        .isPresent();
    }

    private boolean mayBeHeld(ObservedKey old, Instant at) {
        return old.withdrawal()
                .flatMap(gone -> CacheExpectation.trustedUntil(subject.profile(), gone.at(), subject.maxAge()))
                .filter(at::isAfter)
                .isEmpty();
    }

    /** A fetch on demand refutes nothing: no token of the key may have come. */
    private static boolean isRefuted(KeyAcquisition recovery, ObservedCache seen) {
        return !recovery.onDemand()
                && recovery.until().filter(end -> end.isBefore(seen.at())).isPresent();
    }

    /** Whether the outage of the provider began before the consumer must have fetched. */
    private boolean isCutOff(PublishedKey key, KeyAcquisition recovery, Optional<ObservedCache> seen) {
        if (subject.outage().isEmpty() || recovery.neverByItself()) {
            return false;
        }
        Instant since = subject.outage().get().since();
        Optional<Instant> demanded =
                recovery.onDemand() ? key.signsSince().map(signs -> signs.plus(subject.cooldown())) : Optional.empty();
        boolean hadIt = isBefore(recovery.renewed(), since) || isBefore(demanded, since);
        return seen.isPresent() || !hadIt;
    }

    private static boolean isBefore(Optional<Instant> moment, Instant other) {
        return moment.filter(other::isAfter).isPresent();
    }
}
