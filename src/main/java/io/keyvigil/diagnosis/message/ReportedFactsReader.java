package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Extracts the values from an error text, only by precise patterns. */
final class ReportedFactsReader {

    private static final int MOST = 64;

    private final String text;
    private final String normal;

    private ReportedFactsReader(String text) {
        this.text = text;
        this.normal = NormalText.of(text).value();
    }

    static ReportedFacts read(String text) {
        return new ReportedFactsReader(text).facts();
    }

    private ReportedFacts facts() {
        return new ReportedFacts(
                time(MessagePatterns.CURRENT_TIME, "current ", "evaluation time"),
                time(MessagePatterns.TIMESTAMP, "timestamp"),
                time(MessagePatterns.VALID_FROM, "valid", "before", "nbf"),
                time(MessagePatterns.VALID_UNTIL, "exp", "validto", "ago at"),
                time(MessagePatterns.KEY_VALID_FROM, "start"),
                time(MessagePatterns.KEY_VALID_UNTIL, "end"),
                all(MessagePatterns.THUMBPRINT, "thumbprint", "x5t"),
                kids(),
                all(MessagePatterns.HELD_KID, "keyid"),
                all(MessagePatterns.ISSUER, "issuer", "different provider"),
                listed(MessagePatterns.ACCEPTED_ISSUERS, "validissuer"),
                Stream.concat(
                                listed(MessagePatterns.AUDIENCE, "audience").stream(),
                                listed(MessagePatterns.AUDIENCE_GOT, "expected audience ").stream())
                        .toList(),
                listed(MessagePatterns.ACCEPTED_AUDIENCES, "audience"),
                all(MessagePatterns.SUBJECT, "subject"),
                all(MessagePatterns.KEYS_IN_CONFIGURATION, "keys in configuration").stream()
                        .findFirst()
                        .map(Integer::valueOf),
                all(MessagePatterns.KEYS_IN_PARAMETERS, "keys in tokenvalidation").stream()
                        .findFirst()
                        .map(Integer::valueOf),
                all(MessagePatterns.CORRELATION_ID, "correlation").stream().findFirst(),
                all(MessagePatterns.TRACE_ID, "trace").stream().findFirst(),
                text.contains("[PII "));
    }

    private List<String> kids() {
        return Stream.concat(all(MessagePatterns.KID, "kid").stream(), all(MessagePatterns.WITH_KID, " kid ").stream())
                .map(kid -> kid.endsWith(".") ? kid.substring(0, kid.length() - 1) : kid)
                .filter(kid -> !kid.isEmpty() && !kid.equals("null"))
                .distinct()
                .toList();
    }

    /**
     * Whether the text contains one of these words. A pattern is tried only in this case, because most texts contain
     * few of them.
     */
    private boolean hasAny(String... labels) {
        return Stream.of(labels).anyMatch(normal::contains);
    }

    /** The first match that is a time. */
    private Optional<MessageTime> time(Pattern pattern, String... labels) {
        Matcher matcher = pattern.matcher(hasAny(labels) ? text : "");
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

    private List<String> all(Pattern pattern, String... labels) {
        List<String> values = new ArrayList<>();
        Matcher matcher = pattern.matcher(hasAny(labels) ? text : "");
        while (matcher.find() && values.size() < MOST) {
            if (!values.contains(matcher.group(1)) && !isHidden(matcher.group(1))) {
                values.add(matcher.group(1));
            }
        }
        return values;
    }

    /** Whether the value is hidden: libraries print the name of a type instead, and users write xxx. */
    private static boolean isHidden(String value) {
        return value.startsWith("System.")
                || value.startsWith("Microsoft.IdentityModel.")
                || value.chars().allMatch(letter -> letter == 'x' || letter == 'X' || letter == '*' || letter == '.');
    }

    private List<String> listed(Pattern pattern, String... labels) {
        return all(pattern, labels).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !AsciiCase.same(value, "null"))
                .distinct()
                .toList();
    }
}
