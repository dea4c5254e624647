package io.keyvigil.real;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a rotation.
 *
 * @param at when the provider began to change its keys
 * @param asked how many answers the validator gave
 */
record RotationResult(AlertedRotation rotation, Instant at, Optional<Instant> firstRejection, int asked) {

    static String header() {
        return row("scenario", "alert", "rotation to alert", "as written", "first rejection", "lead", "deadline told");
    }

    /** A line of the table for each alert; the moments in seconds from the change. */
    List<String> rows(AlertInbox inbox) {
        return rotation.subjects().stream().map(subject -> row(subject, inbox)).toList();
    }

    private String row(String subject, AlertInbox inbox) {
        Optional<AlertNotice> fired = inbox.fired(subject);
        String[] parts = subject.split(" ");
        return row(
                rotation.title(),
                subject,
                fired.map(notice -> seconds(notice.arrivedAt())).orElse("never"),
                fired.map(notice -> seconds(notice.arrivedAt().plus(ShortenedRules.cutFrom(parts[0], parts[1]))))
                        .orElse(""),
                firstRejection.map(this::seconds).orElse("none of " + asked),
                fired.flatMap(this::lead).map(this::words).orElse(""),
                fired.flatMap(AlertNotice::deadline).map(this::seconds).orElse("none"));
    }

    private Optional<Duration> lead(AlertNotice notice) {
        return firstRejection.map(rejected -> Duration.between(notice.arrivedAt(), rejected));
    }

    /** Whether the alert was there before the validator rejected anything. */
    boolean ledBy(AlertNotice notice) {
        return lead(notice).filter(lead -> !lead.isNegative()).isPresent();
    }

    private String words(Duration lead) {
        return lead.isNegative()
                ? "none, " + number(lead.negated()) + " late"
                : number(lead) + (rotation.unsafe() ? ", by chance" : "");
    }

    private String seconds(Instant moment) {
        return number(Duration.between(at, moment));
    }

    private static String number(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-40s | %-60s | %-17s | %-10s | %-15s | %-18s | %s", (Object[]) cells);
    }
}
