package io.keyvigil.telemetry;

import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once every tenant has been tried once. A provider that is down, a store that cannot be written and a refused watch
 * list are told here and in the metrics, but none of them makes the watch unready: it goes on with what it has.
 */
@Readiness
@Singleton
final class EveryTenantTried implements HealthCheck {

    private final KeyWatch watch;
    private final HistoryKeeper keeper;
    private final WatchListSource source;

    EveryTenantTried(KeyWatch watch, HistoryKeeper keeper, WatchListSource source) {
        this.watch = watch;
        this.keeper = keeper;
        this.source = source;
    }

    @Override
    public HealthCheckResponse call() {
        long tried = watch.tenants().stream()
                .filter(watched -> watched.state().polledHere())
                .count();
        return HealthCheckResponse.named("every-tenant-tried")
                .status(watch.everyTenantTried())
                .withData("tenants", watch.tenants().size())
                .withData("tried", tried)
                .withData("store", keeper.failure().orElse("ok"))
                .withData("watchlist", source.valid() ? "in force" : "refused")
                .build();
    }
}
