package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A notification about a risk, independent of the receiver.
 *
 * @param risk its current state; the last one if it has resolved
 * @param before its state in the previous notification; empty if there was none, or if it had resolved
 * @param at when it happened
 * @param anchor distinguishes it from others of its kind about the same firing of the risk
 */
record Notification(NotificationKind kind, ActiveRisk risk, Optional<ActiveRisk> before, Instant at, Instant anchor) {

    private static final int ID_DIGITS = 32;

    static Notification fired(ActiveRisk risk) {
        return new Notification(NotificationKind.FIRED, risk, Optional.empty(), risk.since(), risk.since());
    }

    static Notification resolved(ActiveRisk risk, ActiveRisk told, Instant at) {
        return new Notification(NotificationKind.RESOLVED, risk, Optional.of(told), at, risk.since());
    }

    /** A change of severity. A risk that reaches the minimum severity is reported as fired, one that falls below it as resolved. */
    static Notification severityChanged(NotificationKind kind, ActiveRisk risk, Optional<ActiveRisk> told, Instant at) {
        return new Notification(kind, risk, told, at, at);
    }

    /** Whether the risk itself is over, and not only below the least severity. */
    boolean over() {
        return kind == NotificationKind.RESOLVED && anchor.equals(risk.since());
    }

    /**
     * The same for the same occasion, also if it is derived again after a restart. In milliseconds, as times are stored.
     */
    String id() {
        String text = String.join(
                " ",
                kind.code(),
                Subject.of(risk).text(),
                Long.toString(risk.since().toEpochMilli()),
                Long.toString(anchor.toEpochMilli()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
