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
 * The pre-publication period of a tenant's keys: the time from publication to first use.
 *
 * <ol>
 *   <li>With evidence, it ends at the first token that verifies with the key.
 *   <li>Without evidence, it is the maximum possible time: the new key signed when the last older key of its type was withdrawn.
 *   <li>Keys of the baseline are ignored. Without any key the period is unknown.
 * </ol>
 *
 * @param key the latest key with a known period
 * @param atMost the period, or its maximum possible value
 * @param evident whether tokens prove it
 */
record SigningLead(KeyIdentity key, Duration atMost, boolean evident) {

    /** Some providers replace 19 keys per day, and each key is compared with all others. */
    private static final int MOST_KEYS = 8;

    /** The period of the latest key with a known one, among the latest few; {@code but} is excluded. */
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

    /** The time of publication of the keys of the baseline is unknown. */
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

    /** When the last older key of its type was withdrawn; empty while one is still published. */
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
     * When a published key that is not known to sign is due to sign: by its own {@code nbf}, otherwise by the period of the
     * previous key.
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
