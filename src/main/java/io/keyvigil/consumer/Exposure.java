package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * A period in which a consumer may reject valid tokens, or accept tokens of a withdrawn key.
 *
 * @param key the affected key, if it concerns one
 * @param from its start, included
 * @param until its end, included, after {@code from}; empty if only the event in {@code endedBy} ends it
 * @param explanation what happens and why, for users, without a trailing period
 * @param endedBy the event that ends it, for users, without a trailing period
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
