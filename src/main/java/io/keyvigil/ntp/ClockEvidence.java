package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody who is no time server told of this clock, such as a provider by its {@code Date} header.
 *
 * @param source who; has one voice however much it tells, and what it told last counts
 * @param offset this clock − the source's clock
 * @param errorBound the offset lies within {@code offset ± errorBound}
 * @param at when that was, by this clock
 */
public record ClockEvidence(String source, Duration offset, Duration errorBound, Instant at) {}
