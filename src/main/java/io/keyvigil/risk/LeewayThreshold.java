package io.keyvigil.risk;

import java.time.Duration;
import java.util.Optional;

/**
 * The severity of a clock's error for validators that use this clock: a warning above half of the smallest leeway, critical
 * above the whole leeway. A leeway of less than one second counts as one second: the times of a JWT are whole seconds (RFC
 * 7519 section 2, NumericDate).
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
