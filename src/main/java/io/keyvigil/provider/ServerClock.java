package io.keyvigil.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A provider's clock, read from the {@code Date} header (RFC 9110 section 6.6.1).
 *
 * @param offset this clock − the provider's clock
 * @param errorBound the true offset lies within {@code offset ± errorBound}: half a second of resolution and half of the
 *     round trip
 */
public record ServerClock(Duration offset, Duration errorBound) {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /**
     * Empty without a readable {@code Date}, and where {@code Age} says that a cache has kept the answer.
     *
     * @param asked this clock when the request was begun
     * @param roundTrip until the headers were there
     */
    static Optional<ServerClock> of(HttpHeaders headers, Instant asked, Duration roundTrip) {
        if (headers.firstValue("Age")
                .map(String::strip)
                .filter(age -> !age.equals("0"))
                .isPresent()) {
            return Optional.empty();
        }
        Duration half = roundTrip.dividedBy(2);
        return headers.firstValue("Date")
                .flatMap(text -> HttpDate.parse(text, asked))
                .map(date -> new ServerClock(
                        Duration.between(date.plus(HALF_A_SECOND), asked.plus(half)), HALF_A_SECOND.plus(half)));
    }
}
