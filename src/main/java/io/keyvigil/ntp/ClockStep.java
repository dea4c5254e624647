package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;

/**
 * The wall clock was set, or the machine slept: its time and the steady time moved apart.
 *
 * @param at when that was noticed, by the wall clock that it left
 * @param by forward where positive
 */
public record ClockStep(Instant at, Duration by) {

    /**
     * Whether a measurement at that wall-clock time is invalid. After a step back, a time may be after the step and yet have
     * been before it; this cannot be detected here.
     */
    public boolean overtook(Instant measured) {
        return measured.isBefore(at);
    }
}
