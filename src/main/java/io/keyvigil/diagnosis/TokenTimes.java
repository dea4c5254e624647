package io.keyvigil.diagnosis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The times in a token (RFC 7519 sections 4.1.4 to 4.1.6), to the second, and their comparison with a given time.
 *
 * @param inMilliseconds the claims in milliseconds; their values here are corrected
 * @param malformed the present claims that are not a NumericDate (section 2)
 * @param fractional the claims that are not written as a whole number
 * @param distant the claims out of the range of 64 bits of milliseconds
 */
record TokenTimes(
        Optional<Instant> expires,
        Optional<Instant> notBefore,
        Optional<Instant> issuedAt,
        List<String> inMilliseconds,
        List<String> malformed,
        List<String> fractional,
        List<String> distant) {

    /** From this value on (the year 5138), a number of seconds is interpreted as milliseconds. */
    private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private static final List<String> NAMES = List.of("exp", "nbf", "iat");
    private static final BigDecimal MILLISECONDS_TO = BigDecimal.valueOf(10_000_000_000_000L);
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private static final BigDecimal DISTANT_FROM = BigDecimal.valueOf(Long.MAX_VALUE / 1_000);

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration ZONE_TOLERANCE = Duration.ofMinutes(2);
    private static final int MOST_HALF_HOURS = 28;

    /** {@code exp} is rounded down, the others up: to the stricter side. */
    static TokenTimes of(Claims claims) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        NAMES.forEach(name -> claims.numericDate(name).ifPresent(number -> numbers.put(name, number)));
        List<String> milliseconds = names(numbers, TokenTimes::countsMilliseconds);
        return new TokenTimes(
                moment(numbers, "exp", RoundingMode.FLOOR),
                moment(numbers, "nbf", RoundingMode.CEILING),
                moment(numbers, "iat", RoundingMode.CEILING),
                milliseconds,
                NAMES.stream()
                        .filter(name -> claims.has(name) && !numbers.containsKey(name))
                        .toList(),
                names(numbers, number -> number.scale() != 0),
                names(numbers, number -> number.abs().compareTo(DISTANT_FROM) >= 0));
    }

    /** Whether {@code exp} is before {@code iat} or {@code nbf}: no time is within such a token without leeway. */
    boolean endsBeforeItStarts() {
        return expires.filter(end -> issuedAt.filter(end::isBefore).isPresent()
                        || notBefore.filter(end::isBefore).isPresent())
                .isPresent();
    }

    private static List<String> names(Map<String, BigDecimal> numbers, Predicate<BigDecimal> which) {
        return numbers.keySet().stream()
                .filter(name -> which.test(numbers.get(name)))
                .toList();
    }

    private static boolean countsMilliseconds(BigDecimal number) {
        return number.compareTo(MILLISECONDS_FROM) >= 0 && number.compareTo(MILLISECONDS_TO) < 0;
    }

    private static Optional<Instant> moment(Map<String, BigDecimal> numbers, String name, RoundingMode rounding) {
        return Optional.ofNullable(numbers.get(name))
                .map(number -> countsMilliseconds(number) ? number.movePointLeft(3) : number)
                .map(seconds -> Instant.ofEpochSecond(seconds.min(FARTHEST)
                        .max(FARTHEST.negate())
                        .setScale(0, rounding)
                        .longValue()));
    }

    /**
     * The failures at that time: {@code exp} fails from {@code exp + leeway} on, inclusive; {@code nbf} and
     * {@code iat} fail before {@code − leeway}, exclusive.
     */
    Set<FindingCode> failuresAt(Instant at, Duration leeway) {
        Set<FindingCode> failures = EnumSet.noneOf(FindingCode.class);
        if (expires.filter(end -> !at.minus(leeway).isBefore(end)).isPresent()) {
            failures.add(FindingCode.EXPIRED);
        }
        Instant latest = at.plus(leeway);
        if (notBefore.filter(latest::isBefore).isPresent()) {
            failures.add(
                    wholeHalfHours(at, notBefore).isPresent()
                            ? FindingCode.TIME_ZONE_OFFSET
                            : FindingCode.NOT_YET_VALID);
        }
        if (issuedAt.filter(latest::isBefore).isPresent()) {
            failures.add(
                    wholeHalfHours(at, issuedAt).isPresent()
                            ? FindingCode.TIME_ZONE_OFFSET
                            : FindingCode.ISSUED_IN_FUTURE);
        }
        return failures;
    }

    /**
     * The distance into the future, if it is a multiple of half an hour ± two minutes: this indicates a clock in the
     * wrong time zone.
     */
    static Optional<Duration> wholeHalfHours(Instant at, Optional<Instant> moment) {
        return moment.filter(at::isBefore)
                .filter(future -> future.isBefore(at.plus(HALF_HOUR.multipliedBy(MOST_HALF_HOURS + 1))))
                .map(future -> Duration.between(at, future))
                .filter(ahead -> {
                    long halfHours = Math.round((double) ahead.toSeconds() / HALF_HOUR.toSeconds());
                    Duration rest =
                            ahead.minus(HALF_HOUR.multipliedBy(halfHours)).abs();
                    return halfHours >= 1 && halfHours <= MOST_HALF_HOURS && rest.compareTo(ZONE_TOLERANCE) <= 0;
                });
    }
}
