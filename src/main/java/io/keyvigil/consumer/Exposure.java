package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a consumer may reject good tokens, or accept tokens of a withdrawn key.
 *
 * @param key the key that it is about, where it is about one
 * @param from the first moment, included
 * @param until the last moment, included, and after {@code from}; empty where no passing of time ends it, but only what
 *     {@code endedBy} says
 * @param explanation what happens and why, for people; no final stop
 * @param endedBy what ends it, for people; no final stop
 */
public record Exposure(
        ExposureCause cause,
        Optional<KeyIdentity> key,
        Instant from,
        Optional<Instant> until,
        Certainty certainty,
        String explanation,
        String endedBy) {

    public Exposure {
        if (until.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException(cause + " from " + from + " until " + until);
        }
    }

    /** Whether {@code at} lies in it. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && until.filter(at::isAfter).isEmpty();
    }
}
