package io.keyvigil.consumer;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;

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
}
