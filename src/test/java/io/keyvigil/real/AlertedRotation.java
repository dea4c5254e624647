package io.keyvigil.real;

import java.time.Duration;
import java.util.List;

/**
 * A way in which a provider changes its keys, and the alerts that are to come of it.
 *
 * @param tenant of the watch list, and the realm's name
 * @param consumer whose validator is measured
 * @param life how long that validator keeps keys, and may not fetch again
 * @param alerts {@code name severity}, and the consumer where it is about one
 */
record AlertedRotation(String tenant, String title, String consumer, Duration life, List<String> alerts) {

    /** How long a planned key is published before it signs. */
    static final Duration LEAD = Duration.ofSeconds(12);

    static final Duration LONG_LIFE = Duration.ofSeconds(20);
    static final Duration SHORT_LIFE = Duration.ofSeconds(4);

    private static final String PENDING = "KeyvigilRotationPending warning";
    private static final String WILL_REJECT = "KeyvigilConsumerWillReject critical";
    private static final String UNSAFE = "KeyvigilRotationUnsafe critical";

    static final AlertedRotation ANNOUNCED = new AlertedRotation(
            "announced",
            "overlap, published 12 s before it signs",
            "orders-api",
            LONG_LIFE,
            List.of(PENDING + " orders-api", WILL_REJECT + " orders-api"));

    static final AlertedRotation SCHEDULED = new AlertedRotation(
            "scheduled",
            "the same, with a lead that is known",
            "orders-api",
            LONG_LIFE,
            List.of(WILL_REJECT + " orders-api"));

    static final AlertedRotation AT_ONCE = new AlertedRotation(
            "at-once", "overlap, but signs at once", "orders-api", LONG_LIFE, List.of(WILL_REJECT + " orders-api"));

    static final AlertedRotation NO_OVERLAP = new AlertedRotation(
            "no-overlap", "no overlap: unsafe", "orders-api", LONG_LIFE, List.of(UNSAFE, WILL_REJECT + " orders-api"));

    static final AlertedRotation DELETED_EARLY = new AlertedRotation(
            "deleted-early", "old key deleted early: unsafe", "gateway", SHORT_LIFE, List.of(UNSAFE));

    static List<AlertedRotation> all() {
        return List.of(ANNOUNCED, SCHEDULED, AT_ONCE, NO_OVERLAP, DELETED_EARLY);
    }

    /** Whether the provider gave notice: then the first alert is to come before the first rejection. */
    boolean planned() {
        return equals(ANNOUNCED) || equals(SCHEDULED);
    }

    /** Whether good tokens are rejected from the change on: nothing can lead that. */
    boolean unsafe() {
        return equals(NO_OVERLAP) || equals(DELETED_EARLY);
    }

    /** As an {@link AlertNotice} names it. */
    List<String> subjects() {
        return alerts.stream()
                .map(alert -> alert.split(" "))
                .map(parts -> parts[0] + " " + parts[1] + " " + tenant + (parts.length > 2 ? " " + parts[2] : ""))
                .toList();
    }
}
