package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks whether the token is the cause, or the clock of this machine, which the application may share. */
final class ClockCheck implements TokenCheck {

    private static final Duration NEAR = Duration.ofMinutes(10);
    private static final Duration ZONES = Duration.ofHours(26);

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.drift().isEmpty()) {
            return List.of(unconfirmed(token));
        }
        TrueTime.Drift drift = token.drift().get();
        Evidence evidence = Evidence.of("offset", drift.offset()).and("errorBound", drift.errorBound());
        if (token.claims().isEmpty()) {
            return List.of(Finding.pass(Check.CLOCK, described(drift), evidence.members()));
        }
        TokenTimes times = TokenTimes.of(token.claims().get());
        Duration leeway = token.expectation().leeway();
        boolean failsHere = !times.failuresAt(token.at(), leeway).isEmpty();
        if (failsHere && isRightForTrueTime(times, token.at(), leeway, drift)) {
            return List.of(Finding.of(
                    FindingCode.CLOCK_SKEWED_HERE,
                    "The token is valid at the actual time, but not by this machine's clock. " + described(drift),
                    evidence.and("trueTime", token.at().minus(drift.offset())).members()));
        }
        return List.of(Finding.pass(Check.CLOCK, described(drift), evidence.members()));
    }

    /** Reported only if the clock could change the verdict: near a limit of the token, or past it by less than a time zone. */
    private static Finding unconfirmed(TokenUnderDiagnosis token) {
        boolean matters = token.request().at().isEmpty()
                && token.claims()
                        .map(TokenTimes::of)
                        .filter(times -> isNear(times, token))
                        .isPresent();
        return matters
                ? Finding.of(
                        FindingCode.CLOCK_UNKNOWN,
                        "No quorum of time servers confirms this machine's clock, and the verdict depends on it.")
                : Finding.skipped(
                        Check.CLOCK,
                        "No quorum of time servers confirms this machine's clock. The verdict does not depend on it.");
    }

    private static boolean isNear(TokenTimes times, TokenUnderDiagnosis token) {
        Duration reach =
                times.failuresAt(token.at(), token.expectation().leeway()).isEmpty() ? NEAR : ZONES;
        return Stream.of(times.expires(), times.notBefore(), times.issuedAt())
                .flatMap(Optional::stream)
                .anyMatch(limit -> Duration.between(limit, token.at()).abs().compareTo(reach) < 0);
    }

    /** Whether the times are valid at both limits of the actual time: only then this is certain. */
    private static boolean isRightForTrueTime(TokenTimes times, Instant at, Duration leeway, TrueTime.Drift drift) {
        Instant middle = at.minus(drift.offset());
        return times.failuresAt(middle.minus(drift.errorBound()), leeway).isEmpty()
                && times.failuresAt(middle.plus(drift.errorBound()), leeway).isEmpty();
    }

    private static String described(TrueTime.Drift drift) {
        String direction = drift.offset().isNegative() ? "behind" : "ahead";
        return "This clock is " + DurationText.of(drift.offset().abs()) + " " + direction + " (± "
                + DurationText.of(drift.errorBound()) + ").";
    }
}
