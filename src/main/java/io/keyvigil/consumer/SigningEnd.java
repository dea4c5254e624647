package io.keyvigil.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a withdrawn key signed its last tokens.
 *
 * @param withdrawnAt when the key was first seen missing
 * @param latest the latest moment at which it can have signed; not after the withdrawal
 * @param sure a moment at which it surely signed, as far as is known
 * @param overlap from when a successor was published beside it, where nothing tells which of the two signed
 */
record SigningEnd(Instant withdrawnAt, Instant latest, Optional<Instant> sure, Optional<Instant> overlap) {

    /** Whether tokens could live on when it went; without evidence an overlap as long as they are accepted is in order. */
    boolean isTooLate(Duration accepted) {
        return outlives(sure, accepted) || outlives(Optional.of(overlap.orElse(latest)), accepted);
    }

    /** Whether tokens surely lived on, where all live as long as the longest. */
    boolean isSurelyTooLate(Duration tokenLifetime) {
        return outlives(sure.or(() -> overlap), tokenLifetime);
    }

    private boolean outlives(Optional<Instant> signed, Duration accepted) {
        return signed.filter(at -> at.plus(accepted).isAfter(withdrawnAt)).isPresent();
    }
}
