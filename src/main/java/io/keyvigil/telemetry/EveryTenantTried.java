package io.keyvigil.telemetry;

import io.keyvigil.notify.Notifier;
import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports readiness after the first poll attempt of every tenant. It also shows an unavailable provider, a store that cannot be
 * written, a rejected watch list, a wrong clock and an unreachable receiver of notifications. None of these removes readiness:
 * monitoring continues with the available data.
 */
@Readiness
@Singleton
final class EveryTenantTried implements AsyncHealthCheck {

    private final KeyWatch watch;
    private final HistoryKeeper keeper;
    private final WatchListSource source;
    private final ClockWatch clock;
    private final Notifier notifier;

    EveryTenantTried(
            KeyWatch watch, HistoryKeeper keeper, WatchListSource source, ClockWatch clock, Notifier notifier) {
        this.watch = watch;
        this.keeper = keeper;
        this.source = source;
        this.clock = clock;
        this.notifier = notifier;
    }

    /** Runs on the event loop, because it does not block; the worker threads may be busy. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        long tried = watch.tenants().stream()
                .filter(watched -> watched.state().polledHere())
                .count();
        return HealthCheckResponse.named("every-tenant-tried")
                .status(watch.everyTenantTried())
                .withData("tenants", watch.tenants().size())
                .withData("tried", tried)
                .withData("store", keeper.failure().orElse("ok"))
                .withData("watchlist", source.valid() ? "active" : "refused")
                .withData("clock", described(clock.drift()))
                .withData("notifications", notifier.failure().orElse("ok"))
                .build();
    }

    private static String described(ClockDrift drift) {
        return drift.known()
                .map(known -> String.format(
                        Locale.ROOT,
                        "%s: %+.3f s ± %.3f s, by %s",
                        drift.verdict().code(),
                        seconds(known.offset()),
                        seconds(known.errorBound()),
                        known.basis().code()))
                .orElse(drift.verdict().code() + ": " + drift.reason().code());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
