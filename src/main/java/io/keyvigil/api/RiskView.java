package io.keyvigil.api;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A risk, active or resolved. The short form has only its name and severity. */
record RiskView(
        String name,
        String severity,
        Optional<String> tenant,
        Optional<String> consumer,
        Optional<Instant> since,
        Optional<Instant> deadline,
        Optional<Instant> resolvedAt,
        Optional<String> summary,
        Optional<Map<String, String>> evidence,
        Optional<String> runbook) {

    static RiskView of(ActiveRisk risk) {
        return of(risk, Optional.empty());
    }

    static RiskView of(ResolvedRisk resolved) {
        return of(resolved.risk(), Optional.of(resolved.at()));
    }

    private static RiskView of(ActiveRisk risk, Optional<Instant> resolvedAt) {
        return new RiskView(
                risk.risk().alertName(),
                risk.severity().code(),
                risk.tenant().map(TenantId::value),
                risk.consumer().map(ConsumerId::value),
                Optional.of(risk.since()),
                risk.deadline(),
                resolvedAt,
                Optional.of(risk.summary()),
                Optional.of(new TreeMap<>(risk.evidence())),
                Optional.of(risk.risk().runbook()));
    }

    static RiskView atAGlance(ActiveRisk risk) {
        return new RiskView(
                risk.risk().alertName(),
                risk.severity().code(),
                Optional.empty(),
                risk.consumer().map(ConsumerId::value),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
