package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A risk as found by one assessment, without the time at which it fired. Otherwise as {@link ActiveRisk}. */
record Finding(
        Risk risk,
        Severity severity,
        Optional<ConsumerId> consumer,
        Optional<Instant> deadline,
        String summary,
        Map<String, String> evidence) {

    Finding {
        if (!risk.severities().contains(severity)) {
            throw new IllegalArgumentException(risk + " with " + severity);
        }
        evidence = Map.copyOf(evidence);
    }

    /** Whether it takes precedence over the other of the same risk: more severe, or equally severe with an earlier deadline. */
    boolean outdoes(Finding other) {
        int bySeverity = severity.compareTo(other.severity);
        return bySeverity != 0
                ? bySeverity > 0
                : deadline.orElse(Instant.MAX).isBefore(other.deadline.orElse(Instant.MAX));
    }
}
