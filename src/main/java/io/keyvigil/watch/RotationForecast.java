package io.keyvigil.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When will it rotate? Puts together what a tenant's own past, its caching directives, its keys' stated ends and
 * certificates, and what is known of its kind of provider have to say. Pure, and cheap enough to be asked whenever
 * somebody looks.
 */
public final class RotationForecast {

    private RotationForecast() {}

    /** What is expected of the tenant, at most one expectation a basis, the best first; empty where nothing is. */
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
