package io.keyvigil.api;

import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.CanaryWatch;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Collects the data about one tenant. */
@Singleton
final class TenantViews {

    private final RiskWatch risks;
    private final CanaryWatch canaries;
    private final MessageCatalog errors;
    private final Clock clock;

    TenantViews(RiskWatch risks, CanaryWatch canaries, MessageCatalog errors, Clock clock) {
        this.risks = risks;
        this.canaries = canaries;
        this.errors = errors;
        this.clock = clock;
    }

    TenantView of(WatchedTenant watched) {
        TenantId id = watched.tenant().id();
        return TenantView.of(
                watched,
                risks.activeOf(id),
                canaries.state(id).map(state -> CanaryView.of(state, errors)),
                clock.instant());
    }
}
