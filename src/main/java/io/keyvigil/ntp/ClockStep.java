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
     * Whether what was measured then, by the wall clock, tells nothing any more. After a step back a moment may lie ahead of
     * the step and yet have been before it; that is not seen here.
     */
    public boolean overtook(Instant measured) {
        return measured.isBefore(at);
    }
}
