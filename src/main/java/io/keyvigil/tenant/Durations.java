package io.keyvigil.tenant;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the formats of the watch list: short ({@code 500ms}, {@code 90s}, {@code 5m}, {@code 1h}, {@code 7d}) or ISO-8601
 * ({@code PT5M}, {@code P7D}; no years and months, whose length varies). A sign is parsed to report it with a specific message.
 */
final class Durations {

    private static final Pattern SHORT = Pattern.compile("(-?[0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern ISO_8601 = Pattern.compile(
            "-?P(?!$)(-?[0-9]{1,9}D)?" + "(T(?!$)(-?[0-9]{1,9}H)?(-?[0-9]{1,9}M)?(-?[0-9]{1,9}(\\.[0-9]{1,9})?S)?)?");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))));
        }
        return ISO_8601.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
    }

    /** Returns the short form in the largest unit that divides the duration; ISO-8601 if it has a part below a millisecond. */
    static String text(Duration duration) {
        if (duration.getNano() % 1_000_000 != 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
    }
}
