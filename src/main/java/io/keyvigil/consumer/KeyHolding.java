package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * What one consumer's cache has to do with one signing key of a tenant.
 *
 * @param published whether the provider publishes the key now
 * @param observed whether this was seen, rather than follows from the profile
 * @param since when it was seen so, or from when on it must be so
 * @param until the last moment at which it may still be so, where time ends it
 * @param reason a sentence for people; no final stop
 */
public record KeyHolding(
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
