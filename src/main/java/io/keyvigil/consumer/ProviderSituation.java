package io.keyvigil.consumer;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The provider's side of a forecast at one time.
 *
 * @param events its key events in any order. They contribute returns of withdrawn keys, and starts and ends of outages; the
 *     state has everything else
 * @param maxAge the freshness lifetime by its cache directives around the latest change of keys, the largest if it varied
 * @param signing at most one entry per key
 */
public record ProviderSituation(
        Tenant tenant,
        TenantState state,
        List<KeyEvent> events,
        Optional<Duration> maxAge,
        List<SigningEvidence> signing,
        Optional<ClockDrift> drift,
        Instant now) {

    public ProviderSituation {
        events = List.copyOf(events);
        signing = List.copyOf(signing);
    }

    /** The cache directives are those of the last fetch, who signs is what the state knows; the clock's drift is not known. */
    public static ProviderSituation of(Tenant tenant, TenantState state, List<KeyEvent> events, Instant now) {
        return new ProviderSituation(
                tenant, state, events, state.maxAge(), SigningEvidence.of(state), Optional.empty(), now);
    }

    public ProviderSituation withMaxAge(Optional<Duration> other) {
        return new ProviderSituation(tenant, state, events, other, signing, drift, now);
    }

    public ProviderSituation withSigning(List<SigningEvidence> evidence) {
        return new ProviderSituation(tenant, state, events, maxAge, evidence, drift, now);
    }

    public ProviderSituation withDrift(ClockDrift known) {
        return new ProviderSituation(tenant, state, events, maxAge, signing, Optional.of(known), now);
    }
}
