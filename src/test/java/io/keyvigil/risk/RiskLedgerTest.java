package io.keyvigil.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskLedgerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final ActiveRisk AHEAD = new ActiveRisk(
            Risk.SINGLE_KEY,
            Severity.INFO,
            Optional.empty(),
            Optional.empty(),
            NOW.plus(Duration.ofDays(1)),
            Optional.empty(),
            "a publishes only one signing key.",
            Map.of());

    @Test
    void riskThatFiredAheadFiredNowAfterTheClockWasSetBack() {
        // Given
        RiskLedger ledger = RiskLedger.of(List.of(AHEAD), NOW);

        // When
        RiskLedger.Step step = ledger.next(Optional.empty(), new Findings(), RiskHysteresis.HERE, NOW);

        // Then
        assertThat(step.after().active()).extracting(ActiveRisk::since).containsExactly(NOW);
        assertThat(step.changes()).extracting(RiskChange::kind).containsExactly(RiskChange.Kind.REWORDED);
    }
}
