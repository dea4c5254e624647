package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a tenant's keys.
 *
 * @param at when it was noticed, not when it happened: that lies between the poll before and this one
 * @param detail for people, at most 300 characters
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

    /** The same without what is for people alone: the history has that, and these are held for every tenant. */
    KeyEvent withoutDetail() {
        return new KeyEvent(kind, at, kid, thumbprint, "");
    }

    /** The same with an addition to its detail, which is kept whole. */
    KeyEvent noting(String addition) {
        int room = Math.max(0, LONGEST_DETAIL - addition.length());
        String start = detail.length() > room ? detail.substring(0, room - 1) + "…" : detail;
        return new KeyEvent(kind, at, kid, thumbprint, start + addition);
    }

    static KeyEvent of(KeyEventKind kind, Instant at, String detail) {
        return new KeyEvent(kind, at, Optional.empty(), Optional.empty(), detail);
    }
}
