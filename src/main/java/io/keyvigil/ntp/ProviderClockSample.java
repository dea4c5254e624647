package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;

/**
 * The offset of this clock as a source other than a time server shows it, such as a provider by its {@code Date} header.
 *
 * @param source its name; only the last sample of a source counts
 * @param offset this clock − the source's clock
 * @param errorBound the offset lies within {@code offset ± errorBound}
 * @param at the time of the sample, by this clock
 */
public record ProviderClockSample(String source, Duration offset, Duration errorBound, Instant at) {}
