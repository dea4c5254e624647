package io.keyvigil.ntp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The offset of this clock from the actual time, and its basis. The verdict is {@code drifting} only if |offset| −
 * errorBound exceeds the threshold: the clock is certainly out of sync.
 *
 * @param known empty if nothing trustworthy is known
 * @param lastStep the last step of this clock
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

    /** The offset by a quorum of time servers; empty without a quorum. */
    public Optional<Known> byTimeServers() {
        return known.filter(drift -> drift.basis() == ClockBasis.NTP);
    }
}
