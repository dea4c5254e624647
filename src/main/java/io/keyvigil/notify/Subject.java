package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Optional;

/** One risk of all: of one kind, at one tenant and consumer. Active at most once at a time. */
record Subject(Risk risk, Optional<TenantId> tenant, Optional<ConsumerId> consumer) {

    static Subject of(ActiveRisk risk) {
        return new Subject(risk.risk(), risk.tenant(), risk.consumer());
    }

    /** {@code KeyvigilConsumerStale/contoso/orders}; names of tenants and consumers hold no slash. */
    String text() {
        return risk.alertName()
                + tenant.map(id -> "/" + id.value()).orElse("")
                + consumer.map(id -> "/" + id.value()).orElse("");
    }
}
