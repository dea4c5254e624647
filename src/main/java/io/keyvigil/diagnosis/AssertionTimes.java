package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the lifetime of an assertion by the limits of its receiver. A leeway is not added: few receivers allow one. */
final class AssertionTimes {

    private final AssertionRule rule;
    private final Instant at;
    private final TokenTimes times;

    AssertionTimes(AssertionRule rule, Instant at, TokenTimes times) {
        this.rule = rule;
        this.at = at;
        this.times = times;
    }

    Optional<Finding> finding() {
        return Stream.of(
                        limited(
                                rule.life(),
                                times.expires().map(end -> Duration.between(at, end)),
                                "exp is {} from now"),
                        limited(rule.span(), fromIssue(), "From iat to exp it is {}"),
                        limited(
                                rule.age(),
                                times.issuedAt().map(start -> Duration.between(start, at)),
                                "iat is {} ago"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Duration> fromIssue() {
        return times.issuedAt().flatMap(start -> times.expires().map(end -> Duration.between(start, end)));
    }

    private Optional<Finding> limited(Optional<Duration> limit, Optional<Duration> actual, String form) {
        return limit.flatMap(longest -> actual.filter(duration -> duration.compareTo(longest) > 0)
                .map(duration -> Finding.of(
                        FindingCode.ASSERTION_LIFETIME,
                        form.replace("{}", DurationText.of(duration)) + "; " + rule.receiver() + " allows at most "
                                + DurationText.of(longest) + ".",
                        Evidence.of("seconds", duration.toSeconds())
                                .and("longestSeconds", longest.toSeconds())
                                .members())));
    }
}
