package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A risk that has fired and has not resolved. Times have millisecond precision, as in the store:
 * all processes that share a store report equal values.
 *
 * @param tenant empty if it is about this machine's clock or about Keyvigil itself
 * @param consumer empty if it is not about one consumer
 * @param since when it fired
 * @param deadline when the impact begins, or began; empty if that time is unknown
 * @param summary the impact, its time and the affected consumers, as text for operators
 * @param evidence the facts that support it, by name; no secret, no personal data, bounded
 */
public record ActiveRisk(
        Risk risk,
        Severity severity,
        Optional<TenantId> tenant,
        Optional<ConsumerId> consumer,
        Instant since,
        Optional<Instant> deadline,
        String summary,
        Map<String, String> evidence) {

    static final Comparator<ActiveRisk> WORST_FIRST = Comparator.comparing(ActiveRisk::severity)
            .reversed()
            .thenComparing(ActiveRisk::since)
            .thenComparing(risk -> risk.tenant().map(TenantId::value).orElse(""))
            .thenComparing(ActiveRisk::risk)
            .thenComparing(risk -> risk.consumer().map(Object::toString).orElse(""));

    ActiveRisk notAfter(Instant now) {
        return new ActiveRisk(risk, severity, tenant, consumer, now, deadline, summary, evidence);
    }

    public ActiveRisk {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        deadline = deadline.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS));
        evidence = Map.copyOf(evidence);
    }
}
