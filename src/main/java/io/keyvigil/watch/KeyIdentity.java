package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import java.util.Optional;

/**
 * What tells one published entry from another: its label and its material. One material under two labels is two entries
 * of one key; an entry without a thumbprint (a symmetric or unreadable key) stands for itself by its kid.
 */
public record KeyIdentity(Optional<String> kid, Optional<JwkThumbprint> thumbprint) {

    public static KeyIdentity of(Jwk jwk) {
        return new KeyIdentity(jwk.kid(), jwk.thumbprint());
    }

    /** The key behind the label: the thumbprint, or the kid where there is none. */
    Object material() {
        return thumbprint.<Object>map(value -> value).orElse(kid.orElse(""));
    }

    /** For people: {@code kid "a" (thumbprint…)}. */
    String describe() {
        String label = kid.map(value -> "kid \"" + shortened(value) + "\"").orElse("a key without kid");
        return label + thumbprint.map(value -> " (" + value + ")").orElse("");
    }

    private static String shortened(String kid) {
        return kid.length() <= 64 ? kid : kid.substring(0, 63) + "…";
    }
}
