package io.keyvigil.risk;

import io.keyvigil.jose.PlainText;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats keys, times and durations in risk texts. */
final class Wording {

    private static final int LONGEST_KID = 64;
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;

    private Wording() {}

    /** To the second, in UTC. */
    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In the largest unit with a value of at least two: {@code 36 h}, {@code 1.5 s}. */
    static String of(Duration span) {
        double seconds = span.toMillis() / 1e3;
        if (seconds >= 2 * DAY) {
            return tenths(seconds / DAY) + " d";
        }
        if (seconds >= 2 * HOUR) {
            return tenths(seconds / HOUR) + " h";
        }
        return seconds >= 2 * MINUTE ? tenths(seconds / MINUTE) + " min" : milliseconds(seconds) + " s";
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number).replace(".0", "");
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds).replaceAll("\\.?0+$", "");
    }

    static String of(KeyIdentity key) {
        return key.kid()
                .map(kid -> "\"" + shown(kid) + "\"")
                .or(() -> key.thumbprint().map(thumbprint -> "of thumbprint " + thumbprint))
                .orElse("without a name");
    }

    /** The kid, cut, or the thumbprint: for evidence. */
    static String name(KeyIdentity key) {
        return key.kid()
                .map(Wording::shown)
                .or(() -> key.thumbprint().map(Object::toString))
                .orElse("");
    }

    private static String shown(String kid) {
        return PlainText.of(kid.length() <= LONGEST_KID ? kid : kid.substring(0, LONGEST_KID - 1) + "…");
    }
}
