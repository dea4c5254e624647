package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a tenant's keys.
 *
 * @param at the time of detection; the event happened between the previous poll and this one
 * @param detail text for users, at most 300 characters
 */
public record KeyEvent(
        KeyEventKind kind, Instant at, Optional<String> kid, Optional<JwkThumbprint> thumbprint, String detail) {

    private static final int LONGEST_DETAIL = 300;

    public KeyEvent {
        if (detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL - 1) + "…";
        }
    }

    static KeyEvent of(KeyEventKind kind, Instant at, KeyIdentity key, String detail) {
        return new KeyEvent(kind, at, key.kid(), key.thumbprint(), detail);
    }

    KeyEvent at(Instant other) {
        return new KeyEvent(kind, other, kid, thumbprint, detail);
    }

    /** Returns the event without its text for users: the history has it, and events are kept in memory for every tenant. */
    KeyEvent withoutDetail() {
        return new KeyEvent(kind, at, kid, thumbprint, "");
    }

    /** Returns the event with an addition to its detail. The addition is not cut. */
    KeyEvent noting(String addition) {
        int room = Math.max(0, LONGEST_DETAIL - addition.length());
        String start = detail.length() > room ? detail.substring(0, room - 1) + "…" : detail;
        return new KeyEvent(kind, at, kid, thumbprint, start + addition);
    }

    static KeyEvent of(KeyEventKind kind, Instant at, String detail) {
        return new KeyEvent(kind, at, Optional.empty(), Optional.empty(), detail);
    }
}
