package io.keyvigil.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Formats times to the second, and durations with their two largest units. */
final class Wording {

    private static final long DAYS_TO_SAY_YEARS = 730;

    private Wording() {}

    static String of(Duration duration) {
        Duration length = duration.abs();
        String sign = duration.isNegative() ? "minus " : "";
        if (length.toDays() >= DAYS_TO_SAY_YEARS) {
            return sign + length.toDays() / 365 + " years";
        }
        if (length.toDays() > 0) {
            return sign + length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return sign + length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        if (length.toMinutes() > 0) {
            return sign + length.toMinutes() + " min " + length.toSecondsPart() + " s";
        }
        return sign + seconds(length) + " s";
    }

    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String ago(Instant moment, Instant now) {
        return of(Duration.between(moment, now)) + " ago";
    }

    private static String seconds(Duration length) {
        long milliseconds = length.toMillisPart();
        return milliseconds == 0
                ? Long.toString(length.toSeconds())
                : length.toSeconds() + "." + String.format("%03d", milliseconds);
    }
}
