package io.keyvigil.ntp;

import java.time.Duration;

/** Evidence, and both clocks when it was heard. */
record HeardEvidence(ClockEvidence evidence, ClockReading heard) {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

    boolean holds(ClockReading now) {
        return heard.age(now).compareTo(LONGEST_LIFE) <= 0;
    }

    Voice voice(ClockReading now) {
        Duration bound =
                evidence.errorBound().plus(NtpSample.aged(heard.age(now))).plus(now.strayedFrom(heard));
        return new Voice(evidence.source(), evidence.offset(), bound, false);
    }
}
