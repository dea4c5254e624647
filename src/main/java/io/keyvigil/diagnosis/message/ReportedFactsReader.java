package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Picks the values out of an error text, by precise patterns only. */
final class ReportedFactsReader {

    private static final int MOST = 64;

    private final String text;

    private ReportedFactsReader(String text) {
        this.text = text;
    }

    static ReportedFacts read(String text) {
        return new ReportedFactsReader(text).facts();
    }

    private ReportedFacts facts() {
        return new ReportedFacts(
                time(MessagePatterns.CURRENT_TIME),
                time(MessagePatterns.TIMESTAMP),
                time(MessagePatterns.VALID_FROM),
                time(MessagePatterns.VALID_UNTIL),
                time(MessagePatterns.KEY_VALID_FROM),
                time(MessagePatterns.KEY_VALID_UNTIL),
                all(MessagePatterns.THUMBPRINT),
                kids(),
                all(MessagePatterns.HELD_KID),
                all(MessagePatterns.ISSUER),
                listed(MessagePatterns.ACCEPTED_ISSUERS),
                Stream.concat(listed(MessagePatterns.AUDIENCE).stream(), listed(MessagePatterns.AUDIENCE_GOT).stream())
                        .toList(),
                listed(MessagePatterns.ACCEPTED_AUDIENCES),
                all(MessagePatterns.SUBJECT),
                all(MessagePatterns.KEYS_IN_CONFIGURATION).stream().findFirst().map(Integer::valueOf),
                all(MessagePatterns.KEYS_IN_PARAMETERS).stream().findFirst().map(Integer::valueOf),
                all(MessagePatterns.CORRELATION_ID).stream().findFirst(),
                all(MessagePatterns.TRACE_ID).stream().findFirst(),
                text.contains("[PII "));
    }

    private List<String> kids() {
        return Stream.concat(all(MessagePatterns.KID).stream(), all(MessagePatterns.WITH_KID).stream())
                .map(kid -> kid.endsWith(".") ? kid.substring(0, kid.length() - 1) : kid)
                .filter(kid -> !kid.isEmpty() && !kid.equals("null"))
                .distinct()
                .toList();
    }

    /** The first that is a time. */
    private Optional<MessageTime> time(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            boolean utc = matcher.group(1) != null;
            Optional<MessageTime> time = MessageTime.of(matcher.group(2))
                    .map(read -> utc ? new MessageTime(read.at(), false, read.monthFirstAssumed()) : read);
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }

    private List<String> all(Pattern pattern) {
        List<String> values = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && values.size() < MOST) {
            if (!values.contains(matcher.group(1)) && !isHidden(matcher.group(1))) {
                values.add(matcher.group(1));
            }
        }
        return values;
    }

    /** Libraries print the name of a type instead of a value that they hide; people write xxx. */
    private static boolean isHidden(String value) {
        return value.startsWith("System.")
                || value.startsWith("Microsoft.IdentityModel.")
                || value.chars().allMatch(letter -> letter == 'x' || letter == 'X' || letter == '*' || letter == '.');
    }

    private List<String> listed(Pattern pattern) {
        return all(pattern).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !AsciiCase.same(value, "null"))
                .distinct()
                .toList();
    }
}
