package io.keyvigil.tenant;

import java.time.Duration;
import java.util.Optional;

/** Reads a duration within bounds, both inclusive. */
final class DurationReader {

    /** Ten years: a longer duration is a mistake. Sums of durations within this bound do not overflow. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** The minimum interval between requests to another machine. */
    static final Duration POLITE = Duration.ofSeconds(10);

    /** The minimum interval on this machine. */
    static final Duration ON_LOOPBACK = Duration.ofSeconds(1);

    private DurationReader() {}

    static Optional<Duration> read(YamlMapping mapping, String name, Duration least, Duration most) {
        Optional<YamlText> written = mapping.written(name);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String text = written.get().value();
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty()) {
            mapping.problem(name, "is not a duration", remedy(text));
        } else if (duration.get().isNegative()) {
            mapping.problem(name, "is negative", "write " + Durations.text(least) + " or more");
        } else if (duration.get().compareTo(least) < 0) {
            mapping.problem(
                    name, "is less than " + Durations.text(least), "write " + Durations.text(least) + " or more");
        } else if (duration.get().compareTo(most) > 0) {
            mapping.problem(name, "is more than " + Durations.text(most), "write " + Durations.text(most) + " or less");
        } else {
            return duration;
        }
        return Optional.empty();
    }

    /** Reads the interval between requests. It may be shorter if all addresses are on loopback. */
    static Optional<Duration> interval(YamlMapping mapping, String name, Duration least, boolean onLoopback) {
        return read(mapping, name, onLoopback ? ON_LOOPBACK : least, LONGEST);
    }

    private static String remedy(String text) {
        boolean unitMissing = text.matches("[0-9]{1,9}");
        return unitMissing ? "add the unit: " + text + "s" : "write it like 90s, 5m, 1h, 7d or PT5M";
    }
}
