package io.keyvigil.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.Findings.Slot;
import io.keyvigil.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is found when, firing and resolving of one risk alternate. */
class RiskLedgerPropertiesTest {

    private static final List<Risk> RISKS =
            List.of(Risk.CONSUMER_STALE, Risk.PROVIDER_UNREACHABLE, Risk.KID_REUSED, Risk.BLIND, Risk.CLOCK_UNKNOWN);

    /**
     * One look.
     *
     * @param after since the one before; the clock may be set back
     * @param severities by the place of the risk; empty where it is not found
     */
    record Look(Duration after, List<Optional<Severity>> severities, Optional<Risk> undecided) {}

    @Provide
    Arbitrary<List<Look>> looks() {
        Arbitrary<Duration> after = Arbitraries.integers().between(-600, 900).map(Duration::ofSeconds);
        Arbitrary<List<Optional<Severity>>> severities = Arbitraries.of(
                        Optional.<Severity>empty(), Optional.of(Severity.WARNING), Optional.of(Severity.CRITICAL))
                .list()
                .ofSize(RISKS.size());
        Arbitrary<Optional<Risk>> undecided = Arbitraries.of(RISKS).optional(0.2);
        return Combinators.combine(after, severities, undecided)
                .as(Look::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void firingAndResolvingAlternate(@ForAll("looks") List<Look> looks) {
        // Given
        Map<Slot, Severity> active = new HashMap<>();
        RiskLedger ledger = RiskLedger.EMPTY;
        Instant now = Instant.parse("2026-03-01T00:00:00Z");

        for (Look look : looks) {
            now = now.plus(look.after());

            // When
            RiskLedger.Step step = ledger.next(Optional.empty(), findings(look), patience(look), now);

            // Then
            step.changes().forEach(change -> apply(change, active));
            ledger = step.after();
            assertThat(ledger.active())
                    .extracting(ActiveRisk::risk)
                    .containsExactlyInAnyOrderElementsOf(
                            active.keySet().stream().map(Slot::risk).toList());
            assertThat(ledger.active())
                    .allSatisfy(risk -> assertThat(active.get(new Slot(risk.risk(), risk.consumer())))
                            .isEqualTo(risk.severity()));
        }
        assertThat(ledger.cleared(now).changes()).hasSameSizeAs(ledger.active());
        assertThat(ledger.cleared(now).after().isEmpty()).isTrue();
    }

    @Property(tries = 500)
    void whatIsFollowedAlternatesToo(@ForAll("looks") List<Look> looks) {
        // Given
        Map<Slot, Severity> active = new HashMap<>();
        RiskLedger written = RiskLedger.EMPTY;
        RiskLedger follower = RiskLedger.EMPTY;
        Instant now = Instant.parse("2026-03-01T00:00:00Z");

        for (Look look : looks) {
            now = now.plus(look.after());
            Instant moment = now;
            written = written.next(Optional.empty(), findings(look), patience(look), now)
                    .after();
            if (look.undecided().isPresent()) {
                continue;
            }

            // When: not after each look, so that some changes are missed
            RiskLedger.Step step = follower.followed(written.active(), risk -> moment, now);

            // Then
            step.changes().forEach(change -> apply(change, active));
            follower = step.after();
            assertThat(follower.active()).containsExactlyInAnyOrderElementsOf(written.active());
            assertThat(active).hasSameSizeAs(written.active());
        }
    }

    private static void apply(RiskChange change, Map<Slot, Severity> active) {
        Slot slot = new Slot(change.risk().risk(), change.risk().consumer());
        Severity severity = change.risk().severity();
        switch (change.kind()) {
            case FIRED -> assertThat(active.put(slot, severity)).isNull();
            case SEVERITY_CHANGED ->
                assertThat(active.put(slot, severity)).isNotNull().isNotEqualTo(severity);
            case REWORDED -> assertThat(active).containsEntry(slot, severity);
            case RESOLVED -> assertThat(active.remove(slot)).isNotNull();
        }
    }

    private static Findings findings(Look look) {
        Findings findings = new Findings();
        for (int i = 0; i < RISKS.size(); i++) {
            Risk risk = RISKS.get(i);
            look.severities()
                    .get(i)
                    .map(wanted -> risk.severities().contains(wanted)
                            ? wanted
                            : risk.severities().iterator().next())
                    .ifPresent(severity -> findings.add(risk, severity, Optional.empty(), "text", Map.of()));
        }
        look.undecided().ifPresent(findings::leaveUndecided);
        return findings;
    }

    /** Both kinds in one sequence: what a tenant's poll interval is may change, too. */
    private static RiskHysteresis patience(Look look) {
        return look.after().toSeconds() % 2 == 0 ? RiskHysteresis.HERE : RiskHysteresis.with(Tenants.of("a"));
    }
}
