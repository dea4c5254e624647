package io.keyvigil.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * What a consumer does with a token signed by a key that was published not long ago.
 *
 * @param heldBy until this moment, included, the consumer may reject the token for want of the key; past with
 *     {@link Holding#HELD}. With {@link Holding#FETCHES_ON_DEMAND} it says until when a fetch from before the publication can
 *     forbid the next (tokens with bogus kids can spend some budgets later, too), or, for a fetch in the background, until
 *     when the token that causes it is rejected. Empty where nothing recorded stands in the way, and where no end is known
 * @param reason a sentence for people; no final stop
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
