package io.keyvigil.api;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockHistory;
import io.keyvigil.ntp.ClockSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * This clock in the last day, the oldest sample first.
 *
 * @param every the time from one sample to the next; a change of the verdict is a sample too
 */
record ClockHistoryView(Duration every, List<SampleView> items) {

    /** Without offset where nothing trustworthy was known. */
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
