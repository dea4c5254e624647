package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the findings of one assessment of a tenant or of this process. It keeps one finding per {@link Slot}: the one
 * that takes precedence.
 */
final class Findings {

    private final Map<Slot, Finding> bySlot = new LinkedHashMap<>(4);
    private final Set<Risk> undecided = EnumSet.noneOf(Risk.class);

    /** The subject of a finding within one tenant or this process. */
    record Slot(Risk risk, Optional<ConsumerId> consumer) {}

    void add(Finding finding) {
        bySlot.merge(
                new Slot(finding.risk(), finding.consumer()),
                finding,
                (known, other) -> other.outdoes(known) ? other : known);
    }

    /** Adds a risk with that severity that is not about one consumer. */
    void add(Risk risk, Optional<Instant> deadline, String summary, Map<String, String> evidence) {
        add(risk, risk.severities().iterator().next(), deadline, summary, evidence);
    }

    void add(Risk risk, Severity severity, Optional<Instant> deadline, String summary, Map<String, String> evidence) {
        add(new Finding(risk, severity, Optional.empty(), deadline, summary, evidence));
    }

    /** Marks this risk as undecided: its state stays unchanged. */
    void leaveUndecided(Risk risk) {
        undecided.add(risk);
    }

    boolean isUndecided(Risk risk) {
        return undecided.contains(risk);
    }

    Map<Slot, Finding> bySlot() {
        return bySlot;
    }
}
