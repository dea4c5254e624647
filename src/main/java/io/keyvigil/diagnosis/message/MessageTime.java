package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in an error text.
 *
 * @param zoneAssumed whether the text has no zone and UTC is assumed
 * @param monthFirstAssumed whether day and month may be swapped
 */
public record MessageTime(Instant at, boolean zoneAssumed, boolean monthFirstAssumed) {

    private static final String ISO_FORM =
            "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?: ?Z| ?UTC| ?[+-]\\d{2}:?\\d{2})?";
    private static final String LOCAL_FORM = "\\d{1,2}[/.]\\d{1,2}[/.]\\d{4},? \\d{1,2}:\\d{2}:\\d{2}"
            + "(?: ?[AaPp][Mm])?(?: ?Z| ?UTC| ?[+-]\\d{2}:\\d{2})?";

    /** The pattern of texts that {@link #of} may be able to read; every repetition is bounded. */
    static final String FORM = "NumericDate\\{\\d{9,11}|" + ISO_FORM + "|" + LOCAL_FORM;

    private static final Pattern EPOCH = Pattern.compile("NumericDate\\{(\\d{9,11})");
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?(.*)");
    private static final Pattern LOCAL = Pattern.compile(
            "(\\d{1,2})([/.])(\\d{1,2})[/.](\\d{4}),? (\\d{1,2}):(\\d{2}):(\\d{2})(?: ?([AaPp])[Mm])?(.*)");
    private static final int MONTHS = 12;
    private static final int NOON = 12;

    static Optional<MessageTime> of(String text) {
        try {
            Matcher epoch = EPOCH.matcher(text);
            if (epoch.matches()) {
                return Optional.of(
                        new MessageTime(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))), false, false));
            }
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return Optional.of(read(iso));
            }
            Matcher local = LOCAL.matcher(text);
            return local.matches() ? Optional.of(readLocal(local)) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static MessageTime read(Matcher iso) {
        String fraction = iso.group(7) == null ? "0" : iso.group(7);
        int nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
        LocalDateTime date = LocalDateTime.of(
                number(iso, 1), number(iso, 2), number(iso, 3), number(iso, 4), number(iso, 5), number(iso, 6), nanos);
        return of(date, iso.group(8), false);
    }

    private static MessageTime readLocal(Matcher local) {
        int first = number(local, 1);
        int second = number(local, 3);
        boolean dayFirst = first > MONTHS || local.group(2).equals(".");
        int hour = number(local, 5);
        String half = local.group(8);
        if (half != null) {
            hour = hour % NOON + (AsciiCase.same(half, "p") ? NOON : 0);
        }
        LocalDateTime date = LocalDateTime.of(
                number(local, 4),
                dayFirst ? second : first,
                dayFirst ? first : second,
                hour,
                number(local, 6),
                number(local, 7));
        return of(date, local.group(9), !dayFirst && second <= MONTHS && first != second);
    }

    private static MessageTime of(LocalDateTime date, String zone, boolean monthFirstAssumed) {
        String named = zone.strip();
        boolean offset = named.startsWith("+") || named.startsWith("-");
        ZoneOffset at = offset ? ZoneOffset.of(named) : ZoneOffset.UTC;
        return new MessageTime(date.toInstant(at), named.isEmpty(), monthFirstAssumed);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
