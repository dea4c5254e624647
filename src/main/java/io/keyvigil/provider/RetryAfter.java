package io.keyvigil.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds or a date; a past or negative value is zero. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[-+]?[0-9]{1,9}");

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(text -> read(text, now));
    }

    private static Optional<Duration> read(String text, Instant now) {
        Optional<Duration> wait = SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : HttpDate.parse(text, now).map(date -> Duration.between(now, date));
        return wait.map(duration -> duration.isNegative() ? Duration.ZERO : duration);
    }
}
