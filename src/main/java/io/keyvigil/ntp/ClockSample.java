package io.keyvigil.ntp;

import java.time.Instant;
import java.util.Optional;

/**
 * What was known of this clock at one moment.
 *
 * @param at by this clock
 */
public record ClockSample(Instant at, ClockVerdict verdict, Optional<ClockDrift.Known> known) {}
