package io.keyvigil.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts the next rotation of a tenant from its history, its caching directives, the expiry of its keys and certificates,
 * and the kind of its provider. Pure, and cheap enough to be computed on demand.
 */
public final class RotationForecast {

    private RotationForecast() {}

    /** The expectations for the tenant, at most one per basis, the best first; may be empty. */
    public static List<NextRotation> of(TenantState state, Instant now) {
        List<NextRotation> expected = new ArrayList<>(0);
        cadence(state, now).ifPresent(expected::add);
        CountdownForecast.of(state, now).ifPresent(expected::add);
        ExpiryForecast.declared(state, now).ifPresent(expected::add);
        ExpiryForecast.certificates(state, now).ifPresent(expected::add);
        expected.sort(NextRotation.BEST_FIRST);
        return List.copyOf(expected);
    }

    private static Optional<NextRotation> cadence(TenantState state, Instant now) {
        List<Instant> arrivals = Arrivals.latest(state);
        Optional<Cadence> own = Cadence.of(arrivals);
        return own.isPresent()
                ? CadenceForecast.of(own.get(), KeyPublicationStats.of(state, arrivals), now)
                : PriorForecast.of(state, arrivals, now);
    }
}
