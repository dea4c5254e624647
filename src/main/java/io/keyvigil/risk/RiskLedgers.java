package io.keyvigil.risk;

import io.keyvigil.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One ledger per tenant, and one of this process. Empty ledgers are not kept. */
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

    /** The owners of the kept ledgers. */
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
