package io.keyvigil.consumer;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Which key signed when, by evidence and by the key set.
 *
 * <ol>
 *   <li>A key replaces another only if both have the same type: an EC key does not replace an RSA key.
 *   <li>The only published signing key signs.
 * </ol>
 */
final class KeyUse {

    private final ProviderSituation situation;
    private final boolean single;

    KeyUse(ProviderSituation situation) {
        this.situation = situation;
        this.single = situation.state().publishedSigningKeys() == 1;
    }

    /** A key that came back counts from then on. */
    Instant publishedAt(ObservedKey key) {
        Instant publishedAt = key.firstSeen();
        for (KeyEvent event : situation.events()) {
            if (isArrival(event.kind())
                    && event.at().isAfter(publishedAt)
                    && new KeyIdentity(event.kid(), event.thumbprint()).equals(key.identity())) {
                publishedAt = event.at();
            }
        }
        return publishedAt;
    }

    private static boolean isArrival(KeyEventKind kind) {
        return kind.isRotation() || kind == KeyEventKind.KEY_RELABELLED;
    }

    boolean wasThereAtFirstSight(Instant publishedAt) {
        return situation
                .state()
                .watchedSince()
                .filter(since -> !publishedAt.isAfter(since))
                .isPresent();
    }

    private Optional<SigningEvidence> evidence(ObservedKey key) {
        Optional<JwkThumbprint> thumbprint = key.jwk().thumbprint();
        for (SigningEvidence evidence : situation.signing()) {
            if (thumbprint.filter(evidence.key()::equals).isPresent()) {
                return Optional.of(evidence);
            }
        }
        return Optional.empty();
    }

    Optional<Instant> lastSigned(ObservedKey key) {
        return evidence(key).map(SigningEvidence::lastSeen);
    }

    Optional<Instant> signsSince(ObservedKey key, Instant publishedAt) {
        Optional<Instant> known = evidence(key).map(SigningEvidence::firstSeen);
        return known.or(() -> single && key.jwk().usableForSigning() ? Optional.of(publishedAt) : Optional.empty());
    }

    /** While another key of its type was seen to sign, it did not. */
    Instant usedFrom(ObservedKey key, Instant publishedAt) {
        Instant usedFrom = publishedAt;
        Optional<SigningEvidence> own = evidence(key);
        for (SigningEvidence other : situation.signing()) {
            boolean before = own.map(SigningEvidence::firstSeen)
                    .filter(first -> !first.isAfter(other.lastSeen()))
                    .isEmpty();
            if (before && other.lastSeen().isAfter(usedFrom) && isOfAnotherKeyOfItsType(other, key)) {
                usedFrom = other.lastSeen();
            }
        }
        return usedFrom;
    }

    private boolean isOfAnotherKeyOfItsType(SigningEvidence evidence, ObservedKey key) {
        for (ObservedKey other : situation.state().keys()) {
            if (other.jwk().thumbprint().filter(evidence.key()::equals).isPresent()) {
                return isAnotherOfItsType(other, key);
            }
        }
        return false;
    }

    private static boolean isAnotherOfItsType(ObservedKey other, ObservedKey key) {
        return other.jwk().kty().equals(key.jwk().kty())
                && !other.jwk().thumbprint().equals(key.jwk().thumbprint());
    }

    /** The first observed signature of another key after the last one of this key, before its withdrawal. */
    Optional<Instant> successorSigned(ObservedKey key, Optional<Instant> lastEvidence, Instant withdrawnAt) {
        return situation.signing().stream()
                .filter(other -> isOfAnotherKeyOfItsType(other, key))
                .map(SigningEvidence::firstSeen)
                .filter(first -> first.isBefore(withdrawnAt))
                .filter(first ->
                        lastEvidence.filter(last -> !first.isAfter(last)).isEmpty())
                .min(Instant::compareTo);
    }

    /** Since when another key that outlived it was published alongside; the epoch if that one was in the baseline. */
    Optional<Instant> overlapSince(ObservedKey key, Instant withdrawnAt) {
        Instant earliest = Instant.MAX;
        for (ObservedKey other : situation.state().keys()) {
            boolean outlives = other.withdrawal()
                    .filter(gone -> !gone.at().isAfter(withdrawnAt))
                    .isEmpty();
            if (outlives && other.jwk().usableForSigning() && isAnotherOfItsType(other, key)) {
                Instant since = publishedAt(other);
                Instant known = wasThereAtFirstSight(since) ? Instant.EPOCH : since;
                earliest = known.isBefore(earliest) ? known : earliest;
            }
        }
        return earliest.isBefore(withdrawnAt) ? Optional.of(earliest) : Optional.empty();
    }

    boolean isPublishedOtherwise(ObservedKey key) {
        for (ObservedKey other : situation.state().keys()) {
            if (other.published() && other.jwk().thumbprint().equals(key.jwk().thumbprint())) {
                return true;
            }
        }
        return false;
    }
}
