package io.keyvigil.risk;

import io.keyvigil.consumer.PublishedKey;
import io.keyvigil.consumer.SigningEvidence;
import io.keyvigil.jose.Jwk;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long a tenant's keys stand published before they sign.
 *
 * <ol>
 *   <li>By evidence where there is some: the first token that verifies with the key.
 *   <li>Without, the longest that it can have been: when the last older key of its type went, the new one signed.
 *   <li>Keys of the first sight say nothing, and without either nothing is said.
 * </ol>
 *
 * @param key the latest key of which it is known
 * @param atMost the lead, or the longest that it can have been
 * @param evident whether tokens tell it
 */
record SigningLead(KeyIdentity key, Duration atMost, boolean evident) {

    /** Providers that replace nineteen keys a day exist, and each is held against all others. */
    private static final int MOST_KEYS = 8;

    /** The lead of the latest key of which it is known, among the latest few; {@code but} is left out. */
    static Optional<SigningLead> latest(TenantSubject subject, Optional<KeyIdentity> but) {
        return subject.state().keys().stream()
                .filter(key -> cameLater(subject, key))
                .filter(key -> key.jwk().forSigning()
                        && but.filter(key.identity()::equals).isEmpty())
                .sorted(Comparator.comparing(ObservedKey::firstSeen).reversed())
                .limit(MOST_KEYS)
                .flatMap(key -> of(subject, key).stream())
                .findFirst();
    }

    /** Of the keys of the first sight nobody knows since when they were published. */
    private static boolean cameLater(TenantSubject subject, ObservedKey key) {
        Optional<Instant> since = subject.state().watchedSince();
        return since.isEmpty() || key.firstSeen().isAfter(since.get());
    }

    private static Optional<SigningLead> of(TenantSubject subject, ObservedKey key) {
        return evidence(subject, key.jwk())
                .map(evidence -> new SigningLead(key.identity(), span(key.firstSeen(), evidence.firstSeen()), true))
                .or(() -> lastOlderGone(subject, key)
                        .map(gone -> new SigningLead(key.identity(), span(key.firstSeen(), gone), false)));
    }

    private static Optional<SigningEvidence> evidence(TenantSubject subject, Jwk jwk) {
        return subject.situation().signing().stream()
                .filter(evidence ->
                        jwk.thumbprint().filter(evidence.key()::equals).isPresent())
                .findFirst();
    }

    /** When the last key of its type that was there before it went; empty while one is published still. */
    private static Optional<Instant> lastOlderGone(TenantSubject subject, ObservedKey key) {
        Instant gone = Instant.MIN;
        for (ObservedKey other : subject.state().keys()) {
            if (other.firstSeen().isBefore(key.firstSeen())
                    && other.jwk().forSigning()
                    && other.jwk().kty().equals(key.jwk().kty())) {
                if (other.published()) {
                    return Optional.empty();
                }
                Instant at = other.withdrawal().orElseThrow().at();
                gone = at.isAfter(gone) ? at : gone;
            }
        }
        return Optional.of(gone).filter(at -> !at.isBefore(key.firstSeen()));
    }

    private static Duration span(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    /**
     * When a published key that is not known to sign is due to: by its own {@code nbf}, else by the lead of the key before.
     */
    static Optional<Instant> dueToSign(TenantSubject subject, PublishedKey key) {
        Optional<Instant> stated = subject.state().keys().stream()
                .filter(observed -> observed.published() && observed.identity().equals(key.identity()))
                .flatMap(observed -> observed.jwk().validity().notBefore().stream())
                .filter(from -> from.isAfter(key.publishedAt()))
                .findFirst();
        return stated.or(() -> latest(subject, Optional.of(key.identity()))
                .filter(lead -> lead.evident() || lead.atMost().isZero())
                .map(lead -> key.publishedAt().plus(lead.atMost())));
    }
}
