package io.keyvigil.consumer;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.TenantState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That a key signs, or signed, as tokens that verify with it tell.
 *
 * @param firstSeen when the first such token was issued, as far as is known
 * @param lastSeen when the latest one was
 */
public record SigningEvidence(JwkThumbprint key, Instant firstSeen, Instant lastSeen) {

    public SigningEvidence {
        if (lastSeen.isBefore(firstSeen)) {
            throw new IllegalArgumentException("last seen at " + lastSeen + ", first at " + firstSeen);
        }
    }

    /** The evidence in the state, one entry per key regardless of its number of kids. */
    static List<SigningEvidence> of(TenantState state) {
        Map<JwkThumbprint, SigningEvidence> evidence = new LinkedHashMap<>(0);
        for (ObservedKey key : state.keys()) {
            key.signing().ifPresent(signing -> key.jwk()
                    .thumbprint()
                    .map(thumbprint -> new SigningEvidence(thumbprint, signing.first(), signing.last()))
                    .ifPresent(one -> evidence.merge(one.key(), one, SigningEvidence::joined)));
        }
        return List.copyOf(evidence.values());
    }

    private SigningEvidence joined(SigningEvidence other) {
        return new SigningEvidence(
                key,
                firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
                lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen);
    }
}
