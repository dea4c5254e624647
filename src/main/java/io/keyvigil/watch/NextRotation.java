package io.keyvigil.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * When a tenant's keys are expected to change next, and why.
 *
 * <ol>
 *   <li>{@code earliest <= at <= latest}; none is before the time of the forecast.
 *   <li>The confidence is the expected share of such forecasts whose interval, both ends included, contains the change.
 * </ol>
 *
 * @param explanation text for users
 */
public record NextRotation(
        Instant at, Instant earliest, Instant latest, Basis basis, double confidence, String explanation) {

    /** The highest confidence first; with equal confidence, the shorter interval first. */
    static final Comparator<NextRotation> BEST_FIRST =
            Comparator.comparingDouble(NextRotation::confidence).reversed().thenComparing(NextRotation::width);

    /** The basis of an expectation. */
    public enum Basis {
        CADENCE("cadence"),
        CACHE_CONTROL("cache-control"),
        DECLARED("declared"),
        CERTIFICATE("certificate");

        private final String code;

        Basis(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public NextRotation {
        if (earliest.isAfter(at) || latest.isBefore(at)) {
            throw new IllegalArgumentException(at + " lies outside of " + earliest + " to " + latest);
        }
    }

    /** The same expectation at {@code now}: its times cannot be in the past. */
    static NextRotation from(
            Instant now,
            Instant at,
            Instant earliest,
            Instant latest,
            Basis basis,
            double confidence,
            String explanation) {
        return new NextRotation(
                later(at, now), later(earliest, now), later(latest, now), basis, confidence, explanation);
    }

    private Duration width() {
        return Duration.between(earliest, latest);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
