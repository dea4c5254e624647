package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what one look at a tenant, or at this process, finds: at most one finding a {@link Slot}, the one that outdoes. */
final class Findings {

    private final Map<Slot, Finding> bySlot = new LinkedHashMap<>(4);
    private final Set<Risk> undecided = EnumSet.noneOf(Risk.class);

    /** What a finding is about, within one tenant or this process. */
    record Slot(Risk risk, Optional<ConsumerId> consumer) {}

    void add(Finding finding) {
        bySlot.merge(
                new Slot(finding.risk(), finding.consumer()),
                finding,
                (known, other) -> other.outdoes(known) ? other : known);
    }

    /** A risk of that one severity about no consumer in particular. */
    void add(Risk risk, Optional<Instant> deadline, String summary, Map<String, String> evidence) {
        add(risk, risk.severities().iterator().next(), deadline, summary, evidence);
    }

    void add(Risk risk, Severity severity, Optional<Instant> deadline, String summary, Map<String, String> evidence) {
        add(new Finding(risk, severity, Optional.empty(), deadline, summary, evidence));
    }

    /** Notes that it cannot be told now whether this risk is there: it stays as it is. */
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
