package io.keyvigil.telemetry;

import io.keyvigil.cache.NewestCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of {@code GET /metrics}: first the tenants' series from their states, then the meters of this process. */
@Singleton
public final class MetricsPage {

    /** The content type of the Prometheus text format. */
    public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    /** The content type of the OpenMetrics text format. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final KeyWatch watch;
    private final WatchListSource source;
    private final HistoryKeeper keeper;
    private final ClockWatch drifts;
    private final RiskWatch risks;
    private final Forecasts forecasts;
    private final NewestCaches caches;
    private final BuildVersion version;
    private final CollectorRegistry process;
    private final Clock clock;

    MetricsPage(
            KeyWatch watch,
            WatchListSource source,
            HistoryKeeper keeper,
            ClockWatch drifts,
            RiskWatch risks,
            Forecasts forecasts,
            NewestCaches caches,
            BuildVersion version,
            CollectorRegistry process,
            Clock clock) {
        this.watch = watch;
        this.source = source;
        this.keeper = keeper;
        this.drifts = drifts;
        this.risks = risks;
        this.forecasts = forecasts;
        this.caches = caches;
        this.version = version;
        this.process = process;
        this.clock = clock;
    }

    /** Writes the page as a stream; only the part in transfer is in memory. */
    public void write(OutputStream out, String format, MetricsSelection selection) throws IOException {
        Exposition page = new Exposition(out, OPEN_METRICS.equals(format));
        ClockDrift drift = drifts.drift();
        Instant now = clock.instant();
        List<ActiveRisk> active = risks.activeHere();
        Collection<WatchedTenant> held = watch.polledHere();
        List<WatchedTenant> notOk = notOk(held, active);
        Collection<WatchedTenant> shown = selection == MetricsSelection.NOT_OK ? notOk : held;
        TenantSeries series = new TenantSeries(page, shown, drift.lastStep(), now);
        series.write(source.current());
        new ConsumerSeries(page, forecasts, caches, now).write(shown, source.current());
        new ClockSeries(page, drift).write();
        RiskSeries.write(page, active);
        own(page, held.size(), notOk.size(), series.droppedKeys());
        page.flush();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        TextFormat.writeFormat(format, writer, process.metricFamilySamples());
        writer.flush();
    }

    private static List<WatchedTenant> notOk(Collection<WatchedTenant> held, List<ActiveRisk> active) {
        Set<TenantId> atRisk =
                active.stream().flatMap(risk -> risk.tenant().stream()).collect(Collectors.toSet());
        return held.stream()
                .filter(watched -> !watched.state().health().up()
                        || atRisk.contains(watched.tenant().id()))
                .toList();
    }

    /** Writes only the series of this tenant, in the Prometheus text format: the response of a probe. */
    public void writeProbe(OutputStream out, WatchedTenant tenant) {
        Exposition page = new Exposition(out, false);
        Collection<WatchedTenant> alone = List.of(tenant);
        new TenantSeries(page, alone, Optional.empty(), clock.instant()).write(source.current());
        page.flush();
    }

    private void own(Exposition page, int held, int notOk, long droppedKeys) {
        page.begin(MetricFamily.WATCHLIST_VALID);
        page.sample(source.valid() ? 1 : 0);
        page.begin(MetricFamily.TENANTS);
        page.sample(watch.tenants().size());
        page.begin(MetricFamily.TENANTS_HELD);
        page.sample(held);
        page.begin(MetricFamily.TENANTS_NOT_OK);
        page.sample(notOk);
        page.begin(MetricFamily.SERIES_DROPPED);
        page.sample(droppedKeys);
        page.begin(MetricFamily.STORE_UP);
        page.sample(keeper.failure().isEmpty() ? 1 : 0);
        page.begin(MetricFamily.BUILD_INFO);
        page.sample(1, version.value());
    }
}
