package io.keyvigil.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A risk as an alert of Alertmanager's API v2 ({@code postableAlert} of its {@code openapi.yaml}). An active one has no
 * {@code endsAt}: Alertmanager then ends it by its own clock, {@code resolve_timeout} after it was sent last, however wrong this
 * machine's clock is. Times are to the millisecond, as they are stored: a restart changes none.
 */
final class Alert {

    private static final String STARTS_AT = "startsAt";

    private Alert() {}

    static String active(ActiveRisk risk, String externalUrl, boolean withStart) {
        ObjectNode alert = alert(risk, externalUrl);
        return (withStart ? alert.put(STARTS_AT, moment(risk.since())) : alert).toString();
    }

    /** No earlier than it began: Alertmanager refuses that, and a clock may have been set back. */
    static String ended(ActiveRisk risk, Instant at, String externalUrl) {
        Instant end = at.isBefore(risk.since()) ? risk.since() : at;
        return alert(risk, externalUrl)
                .put(STARTS_AT, moment(risk.since()))
                .put("endsAt", moment(end))
                .toString();
    }

    private static ObjectNode alert(ActiveRisk risk, String externalUrl) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = alert.putObject("labels")
                .put("alertname", risk.risk().alertName())
                .put("severity", risk.severity().code());
        risk.tenant().map(TenantId::value).ifPresent(tenant -> labels.put("tenant", tenant));
        risk.consumer().map(ConsumerId::value).ifPresent(consumer -> labels.put("consumer", consumer));
        alert.putObject("annotations")
                .put("summary", risk.summary())
                .put("description", description(risk))
                .put("runbook_url", externalUrl + risk.risk().runbook());
        return alert.put(
                "generatorURL",
                externalUrl
                        + risk.tenant()
                                .map(tenant -> "/api/v1/tenants/" + tenant.value())
                                .orElse("/api/v1/risks"));
    }

    private static String description(ActiveRisk risk) {
        return risk.risk().summary() + "."
                + risk.deadline()
                        .map(deadline -> " Deadline: " + deadline.truncatedTo(ChronoUnit.SECONDS) + ".")
                        .orElse("");
    }

    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
