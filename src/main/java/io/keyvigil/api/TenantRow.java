package io.keyvigil.api;

import io.keyvigil.watch.Cadence;
import io.keyvigil.watch.PollHealth;
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

    static TenantRow of(WatchedTenant watched) {
        TenantState state = watched.state();
        return new TenantRow(
                watched.tenant().id().value(),
                watched.tenant().issuer(),
                status(state.health()),
                state.publishedSigningKeys(),
                state.health().lastSuccess(),
                state.lastRotation(),
                Cadence.of(state).map(Cadence::expectedNext));
    }

    static String status(PollHealth health) {
        if (!health.tried()) {
            return "unknown";
        }
        return health.up() ? "ok" : "failing";
    }
}
