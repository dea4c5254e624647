package io.keyvigil.watch;

import java.time.Duration;

/** Formats durations for users: {@code 90.5 d}, {@code 6 h}, {@code 40 s}. */
final class Spans {

    private static final long SECONDS_A_DAY = 86_400;
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final long SECONDS_A_MINUTE = 60;

    private Spans() {}

    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds >= 2 * SECONDS_A_DAY) {
            return tenths(seconds, SECONDS_A_DAY) + " d";
        }
        if (seconds >= 2 * SECONDS_AN_HOUR) {
            return tenths(seconds, SECONDS_AN_HOUR) + " h";
        }
        return seconds >= 2 * SECONDS_A_MINUTE ? tenths(seconds, SECONDS_A_MINUTE) + " min" : seconds + " s";
    }

    private static String tenths(long seconds, long unit) {
        long tenths = (seconds * 10 + unit / 2) / unit;
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
