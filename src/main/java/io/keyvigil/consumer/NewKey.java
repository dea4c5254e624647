package io.keyvigil.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * The reaction of a consumer to a token signed with a recently published key.
 *
 * @param heldBy until this time, included, the consumer may reject the token because the key is missing; in the past with
 *     {@link Holding#HELD}. With {@link Holding#FETCHES_ON_DEMAND}: until when a fetch before the publication can block the
 *     next (tokens with unknown kids can use up some budgets later, too), or, for a fetch in the background, until when the
 *     triggering token is rejected. Empty if nothing recorded blocks a fetch, and if no end is known
 * @param reason for users, without a trailing period
 */
public record NewKey(Holding holding, Optional<Instant> heldBy, String reason) {

    /** Whether the consumer can be expected to hold the key. */
    public enum Holding {
        /** It must hold it by now, if it could fetch. */
        HELD("held"),
        /** It fetches it when such a token comes. */
        FETCHES_ON_DEMAND("fetches-on-demand"),
        /** It may not hold it before {@code heldBy}, and a token does not make it fetch. */
        MAY_NOT_HOLD("may-not-hold"),
        /** It never fetches by itself: until a restart it may not hold it. */
        NEVER_BY_ITSELF("never-by-itself"),
        /** Too little is recorded. */
        UNKNOWN("unknown");

        private final String code;

        Holding(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
