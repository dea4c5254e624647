package io.keyvigil.real;

import java.time.Instant;
import java.util.Optional;

/**
 * What a validator said of a token.
 *
 * @param asked when it was asked; the answer came by {@code answered}
 * @param rejection why, in the validator's words; empty where it accepted
 */
record Answer(Instant asked, Instant answered, Optional<String> rejection) {

    static Answer of(RealValidator validator, String token) {
        Instant asked = Instant.now();
        Optional<String> rejection = Optional.empty();
        try {
            validator.validate(token);
        } catch (Exception reason) {
            rejection = Optional.of(reason.toString().lines().findFirst().orElseThrow());
        }
        return new Answer(asked, Instant.now(), rejection);
    }

    boolean accepted() {
        return rejection.isEmpty();
    }
}
