package io.keyvigil.api;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockHistory;
import io.keyvigil.ntp.ClockSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The samples of this clock in the last 24 h, the oldest first.
 *
 * @param every the time between two samples; a change of the verdict adds a sample
 */
record ClockHistoryView(Duration every, List<SampleView> items) {

    /** One sample; without offset if no trustworthy source was known. */
    record SampleView(
            Instant at,
            String verdict,
            Optional<Duration> offset,
            Optional<Duration> errorBound,
            Optional<String> basis) {
        static SampleView of(ClockSample sample) {
            return new SampleView(
                    sample.at(),
                    sample.verdict().code(),
                    sample.known().map(ClockDrift.Known::offset),
                    sample.known().map(ClockDrift.Known::errorBound),
                    sample.known().map(known -> known.basis().code()));
        }
    }

    static ClockHistoryView of(ClockHistory history) {
        return new ClockHistoryView(
                ClockHistory.EVERY,
                history.samples().stream().map(SampleView::of).toList());
    }
}
