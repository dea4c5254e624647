package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that the token is valid at the time of the failure, and by which margin (RFC 7519 sections 4.1.4 to 4.1.6). */
final class TimeCheck implements TokenCheck {

    /** The lifetime of Entra ID's longest access tokens, with continuous access evaluation. */
    private static final Duration LONGEST_USUAL_LIFE = Duration.ofHours(28);

    /** An {@code exp} before this time is a duration: no JWT is older than 1971. */
    private static final Instant LATEST_DURATION = Instant.EPOCH.plus(Duration.ofDays(366));

    private static final Duration SHORTEST_USUAL_LIFE = Duration.ofSeconds(10);

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.TIME, "there are no claims to read"));
        }
        TokenTimes times = TokenTimes.of(token.claims().get());
        Duration leeway = token.expectation().leeway();
        Set<FindingCode> failures = times.failuresAt(token.at(), leeway);
        List<Finding> findings = new ArrayList<>();
        malformed(token.claims().get(), times).ifPresent(findings::add);
        if (!times.inMilliseconds().isEmpty()) {
            findings.add(Finding.of(
                    FindingCode.TIME_IN_MILLISECONDS,
                    String.join(", ", times.inMilliseconds()) + " counts milliseconds; a NumericDate counts seconds.",
                    evidence(token, times).and("claims", times.inMilliseconds()).members()));
        }
        failures.forEach(code -> findings.add(Finding.of(
                code, explanation(code, token, times), evidence(token, times).members())));
        warnings(token, times, failures).forEach(findings::add);
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        Check.TIME,
                        "The token is valid at this moment.",
                        evidence(token, times).members()))
                : findings;
    }

    private static Optional<Finding> malformed(Claims claims, TokenTimes times) {
        return times.malformed().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.MALFORMED_TIME,
                        times.malformed().stream()
                                        .map(name -> name + " is " + form(claims, name))
                                        .collect(Collectors.joining(", "))
                                + ": not a number of seconds since 1970 that 64 bits hold.",
                        Evidence.of("claims", times.malformed()).members()));
    }

    private static String form(Claims claims, String name) {
        return claims.members().member(name).map(JsonForm::of).orElseThrow().words();
    }

    private static String explanation(FindingCode code, TokenUnderDiagnosis token, TokenTimes times) {
        Instant at = token.at();
        return switch (code) {
            case EXPIRED ->
                (times.expires().filter(LATEST_DURATION::isAfter).isPresent()
                                ? "exp is a duration in seconds; it must be a time, seconds since 1970. "
                                : "")
                        + "The token expired " + Wording.ago(times.expires().orElseThrow(), at)
                        + ", with a leeway of "
                        + DurationText.of(token.expectation().leeway()) + " ("
                        + token.expectation().leewayOf() + ").";
            case NOT_YET_VALID ->
                "The token becomes valid only in "
                        + DurationText.of(Duration.between(at, times.notBefore().orElseThrow())) + ".";
            case ISSUED_IN_FUTURE ->
                "The token was issued "
                        + DurationText.of(Duration.between(at, times.issuedAt().orElseThrow())) + " after this moment.";
            default ->
                "A time in the token lies "
                        + DurationText.of(TokenTimes.wholeHalfHours(at, times.notBefore())
                                .or(() -> TokenTimes.wholeHalfHours(at, times.issuedAt()))
                                .orElseThrow())
                        + " in the future: whole half hours, as when local time is taken for UTC.";
        };
    }

    private static Evidence evidence(TokenUnderDiagnosis token, TokenTimes times) {
        Instant at = token.at();
        return Evidence.of("at", at)
                .and("exp", times.expires())
                .and("nbf", times.notBefore())
                .and("iat", times.issuedAt())
                .and("secondsToExpiry", times.expires().map(end -> seconds(at, end)))
                .and("secondsSinceNotBefore", times.notBefore().map(start -> seconds(start, at)))
                .and("secondsSinceIssued", times.issuedAt().map(start -> seconds(start, at)))
                .and("leewaySeconds", token.expectation().leeway().toSeconds())
                .and("leewayOf", token.expectation().leewayOf());
    }

    private static long seconds(Instant from, Instant to) {
        return to.getEpochSecond() - from.getEpochSecond();
    }

    private static List<Finding> warnings(TokenUnderDiagnosis token, TokenTimes times, Set<FindingCode> failures) {
        List<Finding> warnings = new ArrayList<>();
        if (!token.claims().orElseThrow().has("exp")) {
            warnings.add(Finding.of(FindingCode.MISSING_EXP, "The token has no exp: it never ends."));
        }
        unusual(times.fractional(), "not written as a whole number. Refused by: ", FormDispute.FRACTION)
                .ifPresent(warnings::add);
        unusual(
                        times.distant(),
                        "more milliseconds away than 64 bits count. Some of such times are refused by: ",
                        FormDispute.DISTANT_TIME)
                .ifPresent(warnings::add);
        if (failures.isEmpty() && !times.failuresAt(token.at(), Duration.ZERO).isEmpty()) {
            warnings.add(withinLeeway(token, times));
            if (times.endsBeforeItStarts()) {
                warnings.add(FormDispute.EXPIRY_BEFORE_START.finding("exp is before iat or nbf."));
            }
        }
        lifetime(token, times).ifPresent(warnings::add);
        return warnings;
    }

    private static Finding withinLeeway(TokenUnderDiagnosis token, TokenTimes times) {
        Duration leeway = token.expectation().leeway();
        boolean lastSecond =
                !times.failuresAt(token.at(), leeway.minusSeconds(1)).isEmpty();
        List<String> refusedBy = lastSecond ? FormDispute.LAST_SECOND_OF_LEEWAY.refusedBy() : List.of();
        return Finding.of(
                FindingCode.WITHIN_LEEWAY,
                "The token is valid only because of the leeway of " + DurationText.of(leeway) + " ("
                        + token.expectation().leewayOf() + "). Libraries without leeway reject it."
                        + (lastSecond
                                ? " This is its last second, in which it is refused by: " + refusedBy.get(0) + "."
                                : ""),
                evidence(token, times).and(FormDispute.REFUSED_BY, refusedBy).members());
    }

    private static Optional<Finding> unusual(List<String> claims, String form, FormDispute dispute) {
        return claims.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.UNUSUAL_TIME,
                        String.join(", ", claims) + (claims.size() == 1 ? " is " : " are ") + form
                                + String.join(", ", dispute.refusedBy()) + ".",
                        Evidence.of("claims", claims)
                                .and(FormDispute.REFUSED_BY, dispute.refusedBy())
                                .members()));
    }

    private static Optional<Finding> lifetime(TokenUnderDiagnosis token, TokenTimes times) {
        Duration configured =
                token.subject().map(subject -> subject.tenant().tokenLifetime()).orElse(LONGEST_USUAL_LIFE);
        Duration longest = configured.compareTo(LONGEST_USUAL_LIFE) > 0 ? configured : LONGEST_USUAL_LIFE;
        return times.expires()
                .flatMap(end ->
                        times.issuedAt().or(times::notBefore).map(start -> Duration.ofSeconds(seconds(start, end))))
                .filter(life -> life.compareTo(longest) > 0 || life.compareTo(SHORTEST_USUAL_LIFE) < 0)
                .map(life -> Finding.of(
                        FindingCode.LIFETIME_UNUSUAL,
                        "From issue to expiry the token lives " + DurationText.of(life) + ".",
                        Evidence.of("lifetimeSeconds", life.toSeconds()).members()));
    }
}
