package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;

/**
 * The wall clock was set, or the machine slept: its time and the steady time moved apart.
 *
 * @param at when that was noticed, by the wall clock that it left
 * @param by forward where positive
 */
public record ClockStep(Instant at, Duration by) {}
