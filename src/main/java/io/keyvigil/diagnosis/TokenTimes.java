package io.keyvigil.diagnosis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The times in a token (RFC 7519 sections 4.1.4 to 4.1.6), to the second, and how they stand to a moment.
 *
 * @param inMilliseconds the claims that count milliseconds; their values here are corrected
 * @param notNumbers the claims that are there but are no numbers
 */
record TokenTimes(
        Optional<Instant> expires,
        Optional<Instant> notBefore,
        Optional<Instant> issuedAt,
        List<String> inMilliseconds,
        List<String> notNumbers) {

    /** From here on (the year 5138) a number of seconds is taken for one of milliseconds. */
    private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal MILLISECONDS_TO = BigDecimal.valueOf(10_000_000_000_000L);
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration ZONE_TOLERANCE = Duration.ofMinutes(2);
    private static final int MOST_HALF_HOURS = 28;

    static TokenTimes of(Claims claims) {
        List<String> milliseconds = new ArrayList<>();
        List<String> notNumbers = new ArrayList<>();
        return new TokenTimes(
                moment(claims, "exp", milliseconds, notNumbers),
                moment(claims, "nbf", milliseconds, notNumbers),
                moment(claims, "iat", milliseconds, notNumbers),
                milliseconds,
                notNumbers);
    }

    private static Optional<Instant> moment(
            Claims claims, String name, List<String> milliseconds, List<String> notNumbers) {
        Optional<BigDecimal> number = claims.numericDate(name);
        if (number.isEmpty() && claims.has(name)) {
            notNumbers.add(name);
        }
        return number.map(value -> {
            boolean counted = value.compareTo(MILLISECONDS_FROM) >= 0 && value.compareTo(MILLISECONDS_TO) < 0;
            if (counted) {
                milliseconds.add(name);
            }
            BigDecimal seconds = counted ? value.movePointLeft(3) : value;
            return Instant.ofEpochSecond(seconds.min(FARTHEST)
                    .max(FARTHEST.negate())
                    .setScale(0, RoundingMode.FLOOR)
                    .longValue());
        });
    }

    /**
     * What fails at that moment: {@code exp} fails from {@code exp + leeway} on, inclusive; {@code nbf} and {@code iat} fail
     * before {@code − leeway}, exclusive.
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

    /** How far in the future, where that is whole half hours, give or take two minutes: a clock in the wrong zone. */
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
