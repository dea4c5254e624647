package io.keyvigil.ntp;

import java.time.Duration;

/**
 * One answer of a time server.
 *
 * @param at both clocks when the request was sent
 * @param offset this clock − the server's clock
 * @param delay the round trip, without the server's own time
 * @param dispersion what reading both clocks adds to the error
 * @param rootDelay the server's round trip to the reference clock
 * @param rootDispersion the server's error to the reference clock
 */
record NtpSample(
        ClockReading at,
        Duration offset,
        Duration delay,
        Duration dispersion,
        int stratum,
        Duration rootDelay,
        Duration rootDispersion,
        Leap leap) {

    /** PHI of RFC 5905: how fast a clock may run wrong, in parts per million. */
    private static final int TOLERANCE = 15;

    /** MINDISP of RFC 5905 appendix A.1.1: less is not believed of a round trip. */
    private static final Duration LEAST_ROUND_TRIP = Duration.ofMillis(10);

    /**
     * The offset from the actual time is within {@code offset ± rootDistance} if the server and its own sources are correct
     * (RFC 5905 appendix A.5.5.2). Grows with age, and by the amount that the wall clock was set since. It is unknown whether
     * the wall clock was wrong before, after, or never, as after a sleep of the machine.
     */
    Duration rootDistance(ClockReading now) {
        Duration roundTrip = rootDelay.plus(delay);
        Duration believed = roundTrip.compareTo(LEAST_ROUND_TRIP) < 0 ? LEAST_ROUND_TRIP : roundTrip;
        return believed.dividedBy(2)
                .plus(rootDispersion)
                .plus(dispersion)
                .plus(aged(at.age(now)))
                .plus(now.strayedFrom(at));
    }

    /** The time that this clock may have lost or gained in that period. */
    static Duration aged(Duration age) {
        return age.multipliedBy(TOLERANCE).dividedBy(1_000_000);
    }

    /** Whether both cannot be true. */
    boolean contradicts(NtpSample other, ClockReading now) {
        return gapTo(other).compareTo(rootDistance(now).plus(other.rootDistance(now))) > 0;
    }

    Duration gapTo(NtpSample other) {
        return offset.minus(other.offset).abs();
    }

    NtpSample widened(Duration by) {
        return new NtpSample(at, offset, delay, dispersion.plus(by), stratum, rootDelay, rootDispersion, leap);
    }
}
