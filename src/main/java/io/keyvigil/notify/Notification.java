package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is to be told of a risk, whoever the receiver is.
 *
 * @param risk as it is now; one that is over, as it was last
 * @param before as it was told last; empty where it was not told, or is over already
 * @param at when it happened
 * @param anchor what distinguishes it from others of its kind about the same firing of the risk
 */
record Notification(NotificationKind kind, ActiveRisk risk, Optional<ActiveRisk> before, Instant at, Instant anchor) {

    private static final int ID_DIGITS = 32;

    static Notification fired(ActiveRisk risk) {
        return new Notification(NotificationKind.FIRED, risk, Optional.empty(), risk.since(), risk.since());
    }

    static Notification resolved(ActiveRisk risk, ActiveRisk told, Instant at) {
        return new Notification(NotificationKind.RESOLVED, risk, Optional.of(told), at, risk.since());
    }

    /** That its severity changed: what reaches the least severity is told as fired, what falls below it as resolved. */
    static Notification severityChanged(NotificationKind kind, ActiveRisk risk, Optional<ActiveRisk> told, Instant at) {
        return new Notification(kind, risk, told, at, at);
    }

    /** Whether the risk itself is over, and not only below the least severity. */
    boolean over() {
        return kind == NotificationKind.RESOLVED && anchor.equals(risk.since());
    }

    /**
     * The same for the same occasion, also when it is concluded anew after a restart. To the millisecond, as moments are stored.
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
