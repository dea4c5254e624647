package io.keyvigil.api;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockStep;
import io.keyvigil.ntp.NtpFailure;
import io.keyvigil.ntp.ProviderReport;
import io.keyvigil.ntp.ServerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of this clock. Every offset is this clock − the other clock.
 *
 * @param lastStep the last time at which this clock was set, or the machine slept
 */
record ClockView(
        String verdict,
        String reason,
        Optional<Duration> offset,
        Optional<Duration> errorBound,
        Optional<String> basis,
        Optional<StepView> lastStep,
        List<ServerRow> servers,
        List<ProviderRow> providers) {

    static ClockView of(ClockDrift drift) {
        return new ClockView(
                drift.verdict().code(),
                drift.reason().code(),
                drift.known().map(ClockDrift.Known::offset),
                drift.known().map(ClockDrift.Known::errorBound),
                drift.known().map(known -> known.basis().code()),
                drift.lastStep().map(StepView::of),
                drift.servers().stream().map(ServerRow::of).toList(),
                drift.providers().stream().map(ProviderRow::of).toList());
    }

    record StepView(Instant at, Duration by) {
        static StepView of(ClockStep step) {
            return new StepView(step.at(), step.by());
        }
    }

    /**
     * One time server.
     *
     * @param reason the reason why the last request gave no usable sample
     * @param kiss the code of its kiss-o'-death
     * @param stopped whether the server requested no further queries; it is not queried before a restart
     * @param rootDistance the maximum error of its offset, if the server itself is correct
     */
    record ServerRow(
            String server,
            String state,
            Optional<String> reason,
            Optional<String> kiss,
            boolean stopped,
            Optional<Duration> offset,
            Optional<Duration> rootDistance,
            Optional<Duration> delay,
            Optional<Integer> stratum) {

        static ServerRow of(ServerReport report) {
            return new ServerRow(
                    report.server(),
                    report.state().code(),
                    report.reason().map(NtpFailure::code),
                    report.kiss(),
                    report.stopped(),
                    report.measured().map(ServerReport.Measured::offset),
                    report.measured().map(ServerReport.Measured::rootDistance),
                    report.measured().map(ServerReport.Measured::delay),
                    report.measured().map(ServerReport.Measured::stratum));
        }
    }

    /** The host of one provider, measured by its {@code Date} header. */
    record ProviderRow(String provider, String state, Duration offset, Duration errorBound, Instant at) {
        static ProviderRow of(ProviderReport report) {
            return new ProviderRow(
                    report.evidence().source(),
                    report.state().code(),
                    report.evidence().offset(),
                    report.evidence().errorBound(),
                    report.evidence().at());
        }
    }
}
