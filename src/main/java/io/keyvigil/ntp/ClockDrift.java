package io.keyvigil.ntp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far this clock is from true time, and how that is known. The verdict is {@code drifting} only where |offset| −
 * errorBound is over the threshold: off for certain.
 *
 * @param known empty where nothing trustworthy is known
 * @param lastStep the last time that this clock was set under us
 */
public record ClockDrift(
        ClockVerdict verdict,
        ClockReason reason,
        Optional<Known> known,
        List<ServerReport> servers,
        List<ProviderReport> providers,
        Optional<ClockStep> lastStep) {

    public ClockDrift {
        servers = List.copyOf(servers);
        providers = List.copyOf(providers);
    }

    /**
     * @param offset this clock − true time
     * @param errorBound the true offset lies within {@code offset ± errorBound}
     */
    public record Known(Duration offset, Duration errorBound, ClockBasis basis) {

        ClockVerdict verdict(Duration threshold) {
            return offset.abs().minus(errorBound).compareTo(threshold) > 0
                    ? ClockVerdict.DRIFTING
                    : ClockVerdict.IN_STEP;
        }
    }

    /** What a quorum of time servers says; empty without one, whatever else is known. */
    public Optional<Known> byTimeServers() {
        return known.filter(drift -> drift.basis() == ClockBasis.NTP);
    }
}
