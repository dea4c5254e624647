package io.keyvigil.risk;

import java.time.Duration;
import java.util.Optional;

/**
 * How bad a clock's error is for those who validate with it: a warning over half of the smallest leeway, critical over all of
 * it. A leeway of less than a second counts as one: the times of a JWT are whole seconds (clock reference, section 5).
 */
record LeewayThreshold(Duration leeway) {

    private static final Duration LEAST = Duration.ofSeconds(1);

    LeewayThreshold {
        leeway = leeway.compareTo(LEAST) < 0 ? LEAST : leeway;
    }

    Optional<Severity> severity(Duration error) {
        if (error.compareTo(leeway) > 0) {
            return Optional.of(Severity.CRITICAL);
        }
        return error.plus(error).compareTo(leeway) > 0 ? Optional.of(Severity.WARNING) : Optional.empty();
    }
}
