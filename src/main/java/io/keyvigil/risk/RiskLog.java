package io.keyvigil.risk;

import io.keyvigil.jose.PlainText;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Logs a line for each risk that fires, changes or resolves; risks of severity info at INFO. */
public final class RiskLog implements RiskListener {

    private static final Logger LOG = Logger.getLogger(RiskLog.class);

    @Override
    public void fired(ActiveRisk risk) {
        LOG.logf(level(risk), "event=risk-fired %s summary=\"%s\"", about(risk), PlainText.quotable(risk.summary()));
    }

    @Override
    public void severityChanged(ActiveRisk risk) {
        LOG.logf(level(risk), "event=risk-changed %s summary=\"%s\"", about(risk), PlainText.quotable(risk.summary()));
    }

    @Override
    public void resolved(ActiveRisk risk, Instant at) {
        LOG.infof("event=risk-resolved %s", about(risk));
    }

    private static Logger.Level level(ActiveRisk risk) {
        return risk.severity() == Severity.INFO ? Logger.Level.INFO : Logger.Level.WARN;
    }

    private static String about(ActiveRisk risk) {
        return "risk=" + risk.risk().alertName() + " severity="
                + risk.severity().code()
                + risk.tenant().map(TenantId::value).map(id -> " tenant=" + id).orElse("")
                + risk.consumer()
                        .map(ConsumerId::value)
                        .map(id -> " consumer=" + id)
                        .orElse("");
    }
}
