package io.keyvigil.consumer;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a forecast looks at on the provider's side, at one moment.
 *
 * @param events what happened to its keys, in any order. They only add when a withdrawn key came back, and when an outage
 *     began or ended: the state knows all else
 * @param maxAge the life that its cache directives gave around the latest change of keys, the largest where it varied
 * @param signing at most one entry a key
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
