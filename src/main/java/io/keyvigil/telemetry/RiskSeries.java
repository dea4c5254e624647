package io.keyvigil.telemetry;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.List;

/** Renders the active risks. A series exists only while its risk is active. */
final class RiskSeries {

    private RiskSeries() {}

    static void write(Exposition page, List<ActiveRisk> active) {
        page.begin(MetricFamily.RISK);
        active.forEach(risk -> page.sample(1, labels(risk)));
        page.begin(MetricFamily.RISK_DEADLINE);
        active.forEach(risk -> risk.deadline().ifPresent(deadline -> page.sample(deadline, labels(risk))));
    }

    private static String[] labels(ActiveRisk risk) {
        return new String[] {
            risk.risk().alertName(),
            risk.severity().code(),
            risk.tenant().map(TenantId::value).orElse(""),
            risk.consumer().map(ConsumerId::value).orElse("")
        };
    }
}
