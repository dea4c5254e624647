package io.keyvigil.api;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One streamed change.
 *
 * @param type {@code event}, {@code status} or {@code risk}
 * @param kind the kind of the event, the new status (without risks), or {@code fired}, {@code severity-changed} or
 *     {@code resolved}
 * @param severity of the risk
 * @param risk the name of the risk
 */
record Change(
        String type,
        String kind,
        Optional<String> tenant,
        Optional<String> consumer,
        Instant at,
        Optional<String> kid,
        Optional<String> thumbprint,
        Optional<String> risk,
        Optional<String> severity,
        String detail) {

    static Change of(TenantId tenant, KeyEvent event) {
        return new Change(
                "event",
                event.kind().code(),
                Optional.of(tenant.value()),
                Optional.empty(),
                event.at(),
                event.kid(),
                event.thumbprint().map(JwkThumbprint::value),
                Optional.empty(),
                Optional.empty(),
                event.detail());
    }

    static Change ofStatus(TenantId tenant, String before, String after, Instant at) {
        return new Change(
                "status",
                after,
                Optional.of(tenant.value()),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "the status was " + before + " and is " + after);
    }

    static Change of(ActiveRisk risk, String kind, Instant at) {
        return new Change(
                "risk",
                kind,
                risk.tenant().map(TenantId::value),
                risk.consumer().map(ConsumerId::value),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.of(risk.risk().alertName()),
                Optional.of(risk.severity().code()),
                risk.summary());
    }
}
