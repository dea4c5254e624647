package io.keyvigil.profile;

import java.util.Optional;

/**
 * What a consumer does with a token whose kid is not among the keys that it holds.
 *
 * @param cooldown how long one refetch can forbid the next: zero where there is none, {@link Bound#CACHE_LIFE} where it is
 *     what remains of the life that the provider gave the held keys
 * @param budget how many refetches fit in before the cooldown bites; empty where one, or not recorded
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
