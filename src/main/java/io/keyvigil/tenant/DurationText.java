package io.keyvigil.tenant;

import java.time.Duration;
import java.util.Locale;

/** Durations for users, in their two largest units: {@code 1 h 20 min}, {@code 9 min}, {@code 1.5 s}. */
public final class DurationText {

    private static final long DAYS_A_YEAR = 365;

    private DurationText() {}

    /** Returns the text, cut to the second unit; from two years on in whole years. */
    public static String of(Duration duration) {
        Duration length = duration.abs();
        String sign = duration.isNegative() ? "minus " : "";
        if (length.toDays() >= 2 * DAYS_A_YEAR) {
            return sign + length.toDays() / DAYS_A_YEAR + " years";
        }
        if (length.toDays() > 0) {
            return sign + units(length.toDays(), "d", length.toHoursPart(), "h");
        }
        if (length.toHours() > 0) {
            return sign + units(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return sign
                + (length.toMinutes() > 0
                        ? units(length.toMinutes(), "min", length.toSecondsPart(), "s")
                        : seconds(length) + " s");
    }

    private static String units(long first, String unit, long second, String smaller) {
        return first + " " + unit + (second == 0 ? "" : " " + second + " " + smaller);
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%d.%03d", length.toSeconds(), length.toMillisPart())
                .replaceAll("\\.?0+$", "");
    }
}
