package io.keyvigil.ntp;

import java.time.Duration;

/** A sample, and both clocks when it was received. */
record TimedProviderClockSample(ProviderClockSample evidence, ClockReading heard) {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

    boolean holds(ClockReading now) {
        return heard.age(now).compareTo(LONGEST_LIFE) <= 0;
    }

    OffsetEstimate estimate(ClockReading now) {
        Duration bound =
                evidence.errorBound().plus(NtpSample.aged(heard.age(now))).plus(now.strayedFrom(heard));
        return new OffsetEstimate(evidence.source(), evidence.offset(), bound, false);
    }
}
