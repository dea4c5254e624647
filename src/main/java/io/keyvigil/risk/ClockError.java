package io.keyvigil.risk;

import io.keyvigil.ntp.ClockBasis;
import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ClockDrift}: compares this machine's clock with a leeway. A measurement by time servers counts with its error
 * bound added. A measurement by the {@code Date} headers of providers has an error bound of at least half a second, and
 * only its certain part counts. There is no deadline: the growth of the error is unknown.
 */
final class ClockError {

    private ClockError() {}

    /** @param who the owner of the affected tokens, as text for operators */
    static Optional<Finding> finding(ClockDrift drift, Duration leeway, String who) {
        return drift.known().flatMap(known -> new LeewayThreshold(leeway)
                .severity(error(known))
                .map(severity -> finding(known, severity, leeway, who)));
    }

    private static Duration error(ClockDrift.Known known) {
        Duration offset = known.offset().abs();
        return known.basis() == ClockBasis.NTP ? offset.plus(known.errorBound()) : offset.minus(known.errorBound());
    }

    private static Finding finding(ClockDrift.Known known, Severity severity, Duration leeway, String who) {
        boolean ahead = !known.offset().isNegative();
        return new Finding(
                Risk.CLOCK_DRIFT,
                severity,
                Optional.empty(),
                Optional.empty(),
                "Consumers on this machine " + (severity == Severity.CRITICAL ? "reject" : "are close to rejecting")
                        + " valid tokens " + who + ": the clock is "
                        + DurationText.of(known.offset().abs())
                        + (ahead ? " ahead" : " behind") + " (±" + DurationText.of(known.errorBound())
                        + ") and the smallest leeway is " + DurationText.of(leeway),
                Map.of(
                        "offset", known.offset().toString(),
                        "error-bound", known.errorBound().toString(),
                        "leeway", leeway.toString(),
                        "basis", known.basis().code()));
    }
}
