package io.keyvigil.consumer;

import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A withdrawn key that may have signed tokens which still live.
 *
 * @param at when it was first seen missing
 * @param republished whether its material is published under another label
 * @param lastSigned the latest moment at which it can have signed
 * @param surelySignedAt a moment at which it surely, or as good as surely, still signed
 * @param orderly from when the overlap with its successor began, where nothing tells which of the two signed
 */
record WithdrawnSigner(
        KeyIdentity identity,
        Instant at,
        boolean republished,
        Instant lastSigned,
        Optional<Instant> surelySignedAt,
        Optional<Instant> orderly) {

    /** Whether tokens could live on when it went: the least overlap is the time that they are accepted for. */
    boolean wentEarly(Duration accepted) {
        if (surelySignedAt.filter(signed -> signed.plus(accepted).isAfter(at)).isPresent()) {
            return true;
        }
        return orderly.map(overlap -> overlap.plus(accepted).isAfter(at))
                .orElseGet(() -> lastSigned.plus(accepted).isAfter(at));
    }

    /** Whether tokens surely live on, as far as the configured lifetime of tokens is right. */
    boolean surelyWentEarly(Duration tokenLifetime) {
        return surelySignedAt
                .or(() -> orderly)
                .filter(signed -> signed.plus(tokenLifetime).isAfter(at))
                .isPresent();
    }
}
