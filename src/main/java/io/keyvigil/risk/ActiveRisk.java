package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A risk that has fired and has not resolved. Moments are kept to the millisecond, as they are stored, so that every process
 * that shares a store tells the same.
 *
 * @param tenant empty where it is about no tenant, but this machine's clock or Keyvigil itself
 * @param consumer empty where it is about no consumer in particular
 * @param since when it fired
 * @param deadline when what it warns of comes about, or came about; empty where no moment can be told
 * @param summary what will break, when and for whom, for people
 * @param evidence what it was concluded from, by name; no secret, no personal data, bounded
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
