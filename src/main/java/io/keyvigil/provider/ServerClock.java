package io.keyvigil.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A provider's clock, read from the {@code Date} header (RFC 9110 section 6.6.1).
 *
 * @param offsetNanos {@link #offset} in nanoseconds: one is kept per tenant
 * @param errorBoundNanos {@link #errorBound} in nanoseconds
 */
public record ServerClock(long offsetNanos, long errorBoundNanos) {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** The offset of a {@code Date} in the year 9999 exceeds the range of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public ServerClock(Duration offset, Duration errorBound) {
        this(nanos(offset), nanos(errorBound));
    }

    private static long nanos(Duration duration) {
        if (duration.abs().compareTo(LONGEST) <= 0) {
            return duration.toNanos();
        }
        return duration.isNegative() ? -LONGEST.toNanos() : LONGEST.toNanos();
    }

    /** This clock − the provider's clock. */
    public Duration offset() {
        return Duration.ofNanos(offsetNanos);
    }

    /** The actual offset lies within {@code offset ± errorBound}: half a second of resolution and half of the round trip. */
    public Duration errorBound() {
        return Duration.ofNanos(errorBoundNanos);
    }

    /**
     * Returns empty without a readable {@code Date}, and if {@code Age} shows that the response comes from a cache.
     *
     * @param asked the start of the request, by this clock
     * @param roundTrip the time until the headers were received
     */
    static Optional<ServerClock> of(HttpHeaders headers, Instant asked, Duration roundTrip) {
        if (headers.firstValue("Age")
                .map(String::strip)
                .filter(age -> !age.equals("0"))
                .isPresent()) {
            return Optional.empty();
        }
        Duration half = Duration.ofNanos(roundTrip.toNanos() / 2);
        return headers.firstValue("Date")
                .flatMap(text -> HttpDate.parse(text, asked))
                .map(date -> new ServerClock(
                        Duration.between(date.plus(HALF_A_SECOND), asked.plus(half)), HALF_A_SECOND.plus(half)));
    }
}
