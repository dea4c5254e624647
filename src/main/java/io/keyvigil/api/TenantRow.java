package io.keyvigil.api;

import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.Optional;

/** A tenant at a glance. */
record TenantRow(
        String id,
        Optional<String> issuer,
        String status,
        long publishedKeys,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastRotation,
        Optional<Instant> nextRotation) {

    static TenantRow of(WatchedTenant watched, Instant now) {
        TenantState state = watched.state();
        return new TenantRow(
                watched.tenant().id().value(),
                watched.tenant().issuer(),
                status(state.health()),
                state.publishedSigningKeys(),
                state.health().lastSuccess(),
                state.lastRotation(),
                RotationForecast.of(state, now).stream().findFirst().map(NextRotation::at));
    }

    static String status(PollHealth health) {
        if (!health.tried()) {
            return "unknown";
        }
        return health.up() ? "ok" : "failing";
    }
}
