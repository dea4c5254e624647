package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** A risk that was active until {@code at}, to the millisecond. */
public record ResolvedRisk(ActiveRisk risk, Instant at) {

    /** Compares all members: every process returns the risks in the same order. */
    static final Comparator<ResolvedRisk> LATEST_FIRST = Comparator.comparing(ResolvedRisk::at)
            .thenComparing(resolved -> resolved.risk().since())
            .reversed()
            .thenComparing(
                    resolved -> resolved.risk().tenant().map(TenantId::value).orElse(""))
            .thenComparing(resolved -> resolved.risk().risk())
            .thenComparing(resolved ->
                    resolved.risk().consumer().map(ConsumerId::value).orElse(""));

    public ResolvedRisk {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether both are about the same firing of the same risk. */
    boolean isOf(ActiveRisk other) {
        return risk.risk() == other.risk()
                && risk.tenant().equals(other.tenant())
                && risk.consumer().equals(other.consumer())
                && risk.since().equals(other.since());
    }
}
