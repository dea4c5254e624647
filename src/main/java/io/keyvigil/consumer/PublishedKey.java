package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A published signing key and its use.
 *
 * @param publishedAt when it was seen to be published; the first of all polls where it was there already
 * @param atFirstSight whether it was there already, so that nobody knows since when
 * @param usedFrom the earliest moment at which it can have signed
 * @param signsSince since when it is known to sign; empty where it may only be there for later
 * @param predecessor the latest other key material of the same kid; not told where it was there at first sight
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
