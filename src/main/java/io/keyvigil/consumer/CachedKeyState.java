package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one signing key of a tenant in one consumer's cache.
 *
 * @param published whether the provider publishes the key now
 * @param observed whether it was observed; otherwise it follows from the profile
 * @param since the time of the observation, or from which it must be so
 * @param until the last time at which it may still be so; empty if time does not end it
 * @param reason a sentence for people; no final stop
 */
public record CachedKeyState(
        KeyIdentity key,
        boolean published,
        Holds holds,
        boolean observed,
        Optional<Instant> since,
        Optional<Instant> until,
        String reason) {

    /** Whether the key is in the cache. */
    public enum Holds {
        /** Seen in the cache. */
        HOLDS("holds"),
        /** Seen to be missing from the cache. */
        LACKS("lacks"),
        /** It must have fetched it by now, if it could fetch. */
        MUST_HOLD("must-hold"),
        /** It fetches it with the first token that names it, {@code until} says how long an earlier fetch can forbid that. */
        FETCHES_ON_DEMAND("fetches-on-demand"),
        /** It may not have fetched it yet. */
        MAY_LACK("may-lack"),
        /** It never fetches by itself. */
        LACKS_UNTIL_RESTART("lacks-until-restart"),
        /** A withdrawn key that it may still trust. */
        MAY_HOLD("may-hold"),
        /** A withdrawn key that it must have dropped by now. */
        MUST_NOT_HOLD("must-not-hold"),
        /** Too little is recorded. */
        UNKNOWN("unknown");

        private final String code;

        Holds(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
