package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A risk as one look finds it; since when it is there is not its business. Else as {@link ActiveRisk}. */
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

    /** Whether it says more than the other of the same risk: more severe, or as severe and earlier. */
    boolean outdoes(Finding other) {
        int bySeverity = severity.compareTo(other.severity);
        return bySeverity != 0
                ? bySeverity > 0
                : deadline.orElse(Instant.MAX).isBefore(other.deadline.orElse(Instant.MAX));
    }
}
