package io.keyvigil.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Is it the token, or the clock of this machine (and so of the application beside it)? */
final class ClockCheck implements TokenCheck {

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.drift().isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.CLOCK_UNKNOWN,
                    "Nothing trustworthy is known of true time, so this machine's clock is taken at its word."));
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
                    "The token is right for true time. " + described(drift),
                    evidence.and("trueTime", token.at().minus(drift.offset())).members()));
        }
        return List.of(Finding.pass(Check.CLOCK, described(drift), evidence.members()));
    }

    /** At both ends of what true time can be: only then it is certain. */
    private static boolean isRightForTrueTime(TokenTimes times, Instant at, Duration leeway, TrueTime.Drift drift) {
        Instant middle = at.minus(drift.offset());
        return times.failuresAt(middle.minus(drift.errorBound()), leeway).isEmpty()
                && times.failuresAt(middle.plus(drift.errorBound()), leeway).isEmpty();
    }

    private static String described(TrueTime.Drift drift) {
        String direction = drift.offset().isNegative() ? "behind" : "ahead";
        return "This clock is " + Wording.of(drift.offset().abs()) + " " + direction + ", give or take "
                + Wording.of(drift.errorBound()) + ".";
    }
}
