package io.keyvigil.diagnosis;

import io.keyvigil.tenant.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats evidence for users: times with their distance from now, numbers of seconds with the time that they mean. */
final class EvidenceText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{5,20}Z");
    private static final Pattern DURATION = Pattern.compile("-?PT?-?[0-9DHMS.-]{2,30}");
    private static final Set<String> TIME_CLAIMS = Set.of("exp", "nbf", "iat");
    private static final int MOST_ELEMENTS = 8;

    private final Instant now;

    /** @param now the reference time of distances */
    EvidenceText(Instant now) {
        this.now = now;
    }

    String of(String name, Object value) {
        if (value instanceof Number seconds && TIME_CLAIMS.contains(name)) {
            return time(seconds.longValue(), Long.toString(seconds.longValue()) + ", ");
        }
        if (value instanceof String text
                && TIME_CLAIMS.contains(name)
                && INSTANT.matcher(text).matches()) {
            long seconds = Instant.parse(text).getEpochSecond();
            return time(seconds, seconds + ", ");
        }
        return plain(value);
    }

    private String plain(Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> member.getKey() + " " + of(String.valueOf(member.getKey()), member.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Collection<?> elements) {
            String shown =
                    elements.stream().limit(MOST_ELEMENTS).map(this::plain).collect(Collectors.joining(", "));
            return elements.isEmpty()
                    ? "none"
                    : elements.size() > MOST_ELEMENTS
                            ? shown + " and " + (elements.size() - MOST_ELEMENTS) + " more"
                            : shown;
        }
        String text = String.valueOf(value);
        if (INSTANT.matcher(text).matches()) {
            return time(Instant.parse(text).getEpochSecond(), "");
        }
        return DURATION.matcher(text).matches() ? duration(text) : text;
    }

    private String time(long seconds, String before) {
        try {
            Instant moment = Instant.ofEpochSecond(seconds);
            Duration distance = Duration.between(moment, Instant.ofEpochSecond(now.getEpochSecond()));
            String from = distance.isNegative()
                    ? "in " + DurationText.of(distance.negated())
                    : DurationText.of(distance) + " ago";
            return TIME.format(moment) + " (" + before + from + ")";
        } catch (DateTimeException farAway) {
            return Long.toString(seconds);
        }
    }

    private static String duration(String text) {
        try {
            return DurationText.of(Duration.parse(text));
        } catch (DateTimeException none) {
            return text;
        }
    }

    /** The most informative short evidence: without nested values and counts. */
    static List<Map.Entry<String, Object>> telling(Map<String, Object> evidence) {
        return evidence.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Map)
                        && !(entry.getValue() instanceof Boolean)
                        && !(entry.getValue() instanceof List<?> list
                                && list.stream().anyMatch(Map.class::isInstance))
                        && !entry.getKey().startsWith("seconds")
                        && !entry.getKey().equals("hints")
                        && !entry.getKey().equals("removed"))
                .toList();
    }
}
