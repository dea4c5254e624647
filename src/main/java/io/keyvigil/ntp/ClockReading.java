package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The two clocks of this machine, read together.
 *
 * @param steady advances evenly regardless of the wall clock; measures durations, not the time of day
 * @param wall the time of day on this machine; may be set forward and back
 */
record ClockReading(Instant steady, Instant wall) {

    /** Above what a clock that is slewed, or a reading that is interrupted, makes of a second. */
    static final Duration LEAST_STEP = Duration.ofMillis(250);

    /** How far the wall clock is ahead of the steady one; changes only by steps and while the machine sleeps. */
    Duration lead() {
        return Duration.between(steady, wall);
    }

    /** How far the two clocks moved apart, in whichever direction. */
    Duration strayedFrom(ClockReading earlier) {
        return lead().minus(earlier.lead()).abs();
    }

    /** By how much the wall clock was set since then; empty up to {@link #LEAST_STEP}. */
    Optional<Duration> stepSince(ClockReading earlier) {
        return Optional.of(lead().minus(earlier.lead()))
                .filter(step -> step.abs().compareTo(LEAST_STEP) > 0);
    }

    Duration age(ClockReading now) {
        return Duration.between(steady, now.steady);
    }
}
