package io.keyvigil.risk;

import io.keyvigil.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger a tenant, and one of this process; empty ones take no place. */
final class RiskLedgers {

    private final Map<Optional<TenantId>, RiskLedger> ledgers = new ConcurrentHashMap<>();

    RiskLedger of(Optional<TenantId> tenant) {
        return ledgers.getOrDefault(tenant, RiskLedger.EMPTY);
    }

    void keep(Optional<TenantId> tenant, RiskLedger ledger) {
        if (ledger.isEmpty()) {
            ledgers.remove(tenant);
        } else {
            ledgers.put(tenant, ledger);
        }
    }

    /** Those of whom one is kept. */
    Set<Optional<TenantId>> tenants() {
        return Set.copyOf(ledgers.keySet());
    }

    /** The most severe first, then the oldest. */
    List<ActiveRisk> active() {
        return ledgers.values().stream()
                .flatMap(ledger -> ledger.active().stream())
                .sorted(ActiveRisk.WORST_FIRST)
                .toList();
    }
}
