package io.keyvigil.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.TreeMap;

/**
 * A notification as a CloudEvent 1.0 in structured mode (CloudEvents specification 1.0.2; JSON event format, section 3). Its
 * {@code data} is the risk as in {@code /api/v1/risks}; {@code resolvedAt} is absent if the risk continues below the minimum
 * severity.
 */
final class CloudEvent {

    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private CloudEvent() {}

    static String json(Notification notification, String source) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", notification.id())
                .put("source", source)
                .put("type", "io.keyvigil.risk." + notification.kind().code())
                .put("subject", Subject.of(notification.risk()).text())
                .put("time", notification.at().toString())
                .put("datacontenttype", "application/json")
                .set("data", data(notification))
                .toString();
    }

    private static ObjectNode data(Notification notification) {
        ActiveRisk risk = notification.risk();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("name", risk.risk().alertName())
                .put("severity", risk.severity().code());
        risk.tenant().map(TenantId::value).ifPresent(tenant -> data.put("tenant", tenant));
        risk.consumer().map(ConsumerId::value).ifPresent(consumer -> data.put("consumer", consumer));
        data.put("since", risk.since().toString());
        risk.deadline().ifPresent(deadline -> data.put("deadline", deadline.toString()));
        if (notification.over()) {
            data.put("resolvedAt", notification.at().toString());
        }
        data.put("summary", risk.summary());
        ObjectNode evidence = data.putObject("evidence");
        new TreeMap<>(risk.evidence()).forEach(evidence::put);
        return data.put("runbook", risk.risk().runbook());
    }
}
