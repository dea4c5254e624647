package io.keyvigil.telemetry;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ServerReport;

/** Renders the series of this clock. Offset and bound are present only if a quorum of time servers agrees. */
final class ClockSeries {

    private final Exposition page;
    private final ClockDrift drift;

    ClockSeries(Exposition page, ClockDrift drift) {
        this.page = page;
        this.drift = drift;
    }

    void write() {
        page.begin(MetricFamily.CLOCK_OFFSET);
        drift.byTimeServers().ifPresent(known -> page.sampleExactly(known.offset()));
        page.begin(MetricFamily.CLOCK_ERROR_BOUND);
        drift.byTimeServers().ifPresent(known -> page.sampleExactly(known.errorBound()));
        page.begin(MetricFamily.CLOCK_KNOWN);
        page.sample(drift.byTimeServers().isPresent() ? 1 : 0);
        page.begin(MetricFamily.NTP_SERVER_OFFSET);
        drift.servers().forEach(this::offset);
        page.begin(MetricFamily.NTP_SERVER_UP);
        drift.servers().forEach(server -> page.sample(server.up() ? 1 : 0, LabelText.of(server.server())));
    }

    private void offset(ServerReport server) {
        server.measured().ifPresent(measured -> page.sampleExactly(measured.offset(), LabelText.of(server.server())));
    }
}
