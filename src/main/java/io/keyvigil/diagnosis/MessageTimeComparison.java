package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.MessageVerdict.contradicts;
import static io.keyvigil.diagnosis.MessageVerdict.fits;

import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.KnownMessage.Validity;
import io.keyvigil.diagnosis.message.MessageTime;
import io.keyvigil.diagnosis.message.ReportedFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares a message about time with the exp, nbf and iat of the token (RFC 7519 section 4.1), at the time in the
 * message, otherwise at the time of the failure.
 */
final class MessageTimeComparison {

    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);
    private static final Duration SAME = Duration.ofSeconds(2);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration NEAR = Duration.ofMinutes(2);

    private final TokenUnderDiagnosis token;
    private final ReportedFacts facts;
    private final Optional<Instant> expires;

    MessageTimeComparison(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.facts = facts;
        this.expires = claim("exp");
    }

    MessageVerdict verdict(KnownMessage message) {
        Optional<Instant> begins = claim("nbf").or(() -> claim("iat"));
        if (message.validity() == Validity.UNSAID || expires.isEmpty() && begins.isEmpty()) {
            return MessageVerdict.SILENT;
        }
        Optional<MessageTime> until = facts.validUntil();
        if (until.isPresent()
                && expires.isPresent()
                && !until.get().zoneAssumed()
                && !near(until.get().at(), expires.get())) {
            return contradicts("The message is about a token that ends at "
                    + until.get().at() + "; this one ends at " + expires.get() + ", so it is another token.");
        }
        Instant moment = facts.clock().map(MessageTime::at).orElse(token.at());
        if (begins.filter(moment::isBefore).isPresent()) {
            Duration early = Duration.between(moment, begins.get());
            return fits("At " + moment + " the token begins only in " + early.toSeconds() + " s." + zoneHint(early));
        }
        if (expires.filter(end -> !moment.isBefore(end)).isPresent()) {
            return expired(message, moment, expires.get());
        }
        return valid(message, moment);
    }

    private MessageVerdict expired(KnownMessage message, Instant moment, Instant end) {
        Duration late = Duration.between(end, moment);
        String words = "At " + moment + " the token had ended " + late.toSeconds() + " s before.";
        return (message.validity() == Validity.EARLY) && momentKnown()
                ? contradicts(words + " The message says that it has not begun.")
                : fits(words);
    }

    private MessageVerdict valid(KnownMessage message, Instant moment) {
        if ((message.validity() == Validity.EARLY) && !momentKnown()) {
            return MessageVerdict.SILENT;
        }
        String margin = expires.map(end -> ", " + Duration.between(moment, end).toSeconds() + " s before it ends")
                .orElse("");
        String zone = facts.clock().filter(MessageTime::zoneAssumed).isPresent() ? " (UTC assumed)" : "";
        return contradicts("At " + moment + zone + " this token is within its time" + margin
                + ": either another token was sent, or the clock of whoever wrote the message is wrong.");
    }

    private boolean momentKnown() {
        return facts.clock().isPresent() || token.request().at().isPresent();
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME) < 0;
    }

    private static String zoneHint(Duration early) {
        Duration rest = Duration.ofSeconds(early.plus(NEAR).toSeconds() % HALF_HOUR.toSeconds());
        boolean wholeHalfHours =
                early.compareTo(HALF_HOUR.minus(NEAR)) >= 0 && rest.compareTo(NEAR.multipliedBy(2)) <= 0;
        return wholeHalfHours ? " Whole half hours point to a time-zone bug: local time written as UTC." : "";
    }

    private Optional<Instant> claim(String name) {
        return token.claims()
                .flatMap(claims -> claims.numericDate(name))
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0)
                .map(seconds -> Instant.ofEpochSecond(
                        seconds.setScale(0, RoundingMode.FLOOR).longValue()));
    }

    /** This clock, or the given time of the failure, minus the clock of the program that wrote the message. */
    Optional<Duration> clockDifference() {
        return facts.clock().map(clock -> Duration.between(clock.at(), token.at()));
    }

    /** The conclusion from the difference of the clocks, for users. */
    String clockWords() {
        Optional<Duration> difference =
                clockDifference().filter(known -> known.abs().compareTo(SAME) > 0);
        if (difference.isEmpty()) {
            return "";
        }
        if (token.request().at().isPresent()) {
            return " The moment given for the failure is "
                    + difference.get().abs().toSeconds() + " s "
                    + (difference.get().isNegative() ? "before" : "after") + " the time in the message.";
        }
        return difference.get().isNegative()
                ? " The message was written " + difference.get().abs().toSeconds()
                        + " s in the future of this machine's clock: one of the two clocks is wrong."
                : "";
    }
}
