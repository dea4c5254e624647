package io.keyvigil.profile;

import java.util.Optional;

/**
 * The reaction of a consumer to a token whose kid is not in its cache.
 *
 * @param cooldown how long one refetch can block the next: zero if there is none, {@link Bound#CACHE_LIFE} if it is the
 *     remaining freshness lifetime of the cached keys
 * @param budget the number of refetches before the cooldown applies; empty if one, or not recorded
 * @param text the shipped facts in words
 */
public record UnknownKid(
        Reaction reaction, Bound cooldown, Optional<Integer> budget, CooldownScope scope, Optional<String> text) {

    /** Whether it fetches the keys again. */
    public enum Reaction {
        /** Fetches, and validates this very token with the outcome. */
        REFETCH("refetch"),
        /** Starts a fetch; this token is rejected, a later one may pass. */
        REFETCH_IN_BACKGROUND("refetch-in-background"),
        NONE("none"),
        UNRECORDED("unrecorded");

        private final String code;

        Reaction(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public boolean fetches() {
            return this == REFETCH || this == REFETCH_IN_BACKGROUND;
        }
    }

    UnknownKid withReaction(Reaction other) {
        return new UnknownKid(other, cooldown, budget, scope, text);
    }

    UnknownKid withCooldown(Bound other) {
        return new UnknownKid(reaction, other, budget, scope, text);
    }
}
