package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Risks as tests need them. */
final class Risks {

    static final Instant SINCE = Instant.parse("2026-03-01T00:00:00.123Z");

    private Risks() {}

    /** A critical one of this tenant and its consumer {@code orders}. */
    static ActiveRisk of(String tenant) {
        return of(tenant, Severity.CRITICAL, SINCE);
    }

    static ActiveRisk of(String tenant, Severity severity, Instant since) {
        return new ActiveRisk(
                Risk.CONSUMER_STALE,
                severity,
                Optional.of(new TenantId(tenant)),
                Optional.of(new ConsumerId("orders")),
                since,
                Optional.of(since.plusSeconds(600)),
                "\"orders\" rejects tokens of " + tenant,
                Map.of("key", "é", "as-of", "now"));
    }

    static ActiveRisk ofNobody() {
        return new ActiveRisk(
                Risk.BLIND,
                Severity.CRITICAL,
                Optional.empty(),
                Optional.empty(),
                SINCE,
                Optional.empty(),
                "blind",
                Map.of());
    }
}
