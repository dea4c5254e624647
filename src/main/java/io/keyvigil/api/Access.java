package io.keyvigil.api;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The result of checking a request's bearer token. */
sealed interface Access {

    /** @param expires the token's {@code exp} */
    record Granted(Set<Role> roles, Instant expires) implements Access {
        public Granted {
            roles = Set.copyOf(roles);
        }
    }

    record Refused(Problem problem) implements Access {}

    default <T> T fold(Function<Granted, T> granted, Function<Refused, T> refused) {
        return this instanceof Granted known ? granted.apply(known) : refused.apply((Refused) this);
    }
}
