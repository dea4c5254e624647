package io.keyvigil.ntp;

import java.time.Instant;
import java.util.Optional;

/**
 * The offset of this clock at one time.
 *
 * @param at by this clock
 */
public record ClockSample(Instant at, ClockVerdict verdict, Optional<ClockDrift.Known> known) {}
