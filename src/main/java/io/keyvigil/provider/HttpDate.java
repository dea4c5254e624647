package io.keyvigil.provider;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a date in any of the three formats of RFC 9110 section 5.6.7. The name of the day is not checked: the date counts
 * even if a provider sends the wrong day.
 */
final class HttpDate {

    private static final int MAXIMUM_LENGTH = 40;
    private static final int YEARS_BACK = 49;

    private static final Pattern DAY_NAME = Pattern.compile("^[A-Za-z]{3,9},? +");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final DateTimeFormatter FIXED = format("d MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = format("MMM d HH:mm:ss uuuu");

    private HttpDate() {}

    /** @param now determines the century of a two-digit year: no date is more than 50 years ahead */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        String date =
                SPACES.matcher(DAY_NAME.matcher(text.strip()).replaceFirst("")).replaceAll(" ");
        return parse(date, FIXED).or(() -> parse(date, rfc850(now))).or(() -> parse(date, ASCTIME));
    }

    private static Optional<Instant> parse(String date, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(date, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException otherFormat) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter rfc850(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() - YEARS_BACK;
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }
}
