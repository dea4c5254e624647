package io.keyvigil.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last signatures of a withdrawn key.
 *
 * @param withdrawnAt the first poll without the key
 * @param latest the latest time at which it can have signed; not after the withdrawal
 * @param sure a time at which it certainly signed, if known
 * @param overlap since when a successor was published alongside, if it is unknown which of the two signed
 */
record LastSigning(Instant withdrawnAt, Instant latest, Optional<Instant> sure, Optional<Instant> overlap) {

    /** Whether tokens may have been unexpired at its withdrawal; without evidence, an overlap of that length is in order. */
    boolean isTooLate(Duration accepted) {
        return outlives(sure, accepted) || outlives(Optional.of(overlap.orElse(latest)), accepted);
    }

    /** Whether tokens were certainly unexpired, if all have the longest lifetime. */
    boolean isSurelyTooLate(Duration tokenLifetime) {
        return outlives(sure.or(() -> overlap), tokenLifetime);
    }

    private boolean outlives(Optional<Instant> signed, Duration accepted) {
        return signed.filter(at -> at.plus(accepted).isAfter(withdrawnAt)).isPresent();
    }
}
