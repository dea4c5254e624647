package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.PlainText;
import java.util.Optional;

/**
 * The identity of a published entry: its kid and the thumbprint of its key. One key under two kids is two entries. An entry
 * without a thumbprint (a symmetric or unreadable key) is identified by its kid.
 */
public record KeyIdentity(Optional<String> kid, Optional<JwkThumbprint> thumbprint) {

    private static final int SHOWN_OF_A_THUMBPRINT = 8;
    private static final int LONGEST_KID = 64;

    public static KeyIdentity of(Jwk jwk) {
        return new KeyIdentity(jwk.kid(), jwk.thumbprint());
    }

    /** The key behind the kid: the thumbprint, or the kid if there is none. */
    Object material() {
        return thumbprint.<Object>map(value -> value).orElse(kid.orElse(""));
    }

    /** For users: {@code key "demo-2" (woLkh6tc…)}, {@code key woLkh6tc… (no kid)}. */
    String describe() {
        Optional<String> start = thumbprint.map(value -> value.value().substring(0, SHOWN_OF_A_THUMBPRINT) + "…");
        return kid.map(value -> "key \"" + shortened(value) + "\""
                        + start.map(shown -> " (" + shown + ")").orElse(""))
                .orElseGet(() -> "key" + start.map(shown -> " " + shown).orElse("") + " (no kid)");
    }

    private static String shortened(String kid) {
        return PlainText.of(kid.length() <= LONGEST_KID ? kid : kid.substring(0, LONGEST_KID - 1) + "…");
    }
}
