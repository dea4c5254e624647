package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A published signing key and its use.
 *
 * @param publishedAt the first poll that found it; the very first poll if it is in the baseline
 * @param atFirstSight whether it is in the baseline: its time of publication is unknown
 * @param usedFrom the earliest time at which it can have signed
 * @param signsSince since when it is known to sign; empty if it may only be published in advance
 * @param predecessor the latest other key with the same kid; empty if this key is in the baseline
 */
public record PublishedKey(
        KeyIdentity identity,
        Instant publishedAt,
        boolean atFirstSight,
        Instant usedFrom,
        Optional<Instant> signsSince,
        Optional<ObservedKey> predecessor) {

    public boolean signs() {
        return signsSince.isPresent();
    }
}
