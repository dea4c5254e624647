package io.keyvigil.api;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Severity;
import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A short view of a tenant. */
record TenantRow(
        String id,
        Optional<String> issuer,
        String status,
        long publishedKeys,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastRotation,
        Optional<Instant> nextRotation,
        List<RiskView> risks) {

    static TenantRow of(WatchedTenant watched, List<ActiveRisk> risks, Instant now) {
        return of(watched, risks, RiskView::atAGlance, now);
    }

    /** Returns the row with all details of its risks. */
    static TenantRow inFull(WatchedTenant watched, List<ActiveRisk> risks, Instant now) {
        return of(watched, risks, RiskView::of, now);
    }

    private static TenantRow of(
            WatchedTenant watched, List<ActiveRisk> risks, Function<ActiveRisk, RiskView> view, Instant now) {
        TenantState state = watched.state();
        return new TenantRow(
                watched.tenant().id().value(),
                watched.tenant().issuer(),
                status(state.health(), risks),
                state.publishedSigningKeys(),
                state.health().lastSuccess(),
                state.lastRotation(),
                RotationForecast.of(state, now).stream().findFirst().map(NextRotation::at),
                risks.stream().map(view).toList());
    }

    static String status(PollHealth health, List<ActiveRisk> risks) {
        if (!health.tried()) {
            return "unknown";
        }
        if (!health.up()) {
            return "failing";
        }
        return risks.stream().anyMatch(risk -> risk.severity() != Severity.INFO) ? "at-risk" : "ok";
    }
}
