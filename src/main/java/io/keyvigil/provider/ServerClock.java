package io.keyvigil.provider;

import java.time.Duration;

/**
 * A provider's clock, read from the {@code Date} header (RFC 9110 section 6.6.1).
 *
 * @param offset this clock − the provider's clock
 * @param errorBound the true offset lies within {@code offset ± errorBound}: half a second of resolution and half of the
 *     round trip
 */
public record ServerClock(Duration offset, Duration errorBound) {}
