package io.keyvigil.jose;

import java.time.Instant;
import java.util.Optional;

/**
 * What a key says about its own life: the members {@code nbf}, {@code exp} and {@code iat} (OpenID Federation 1.0, used
 * by some providers in plain JWK Sets) and the validity of the first certificate in {@code x5c}. Whether any of it
 * predicts anything is for others to judge.
 */
public record KeyValidity(
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<Instant> issuedAt,
        Optional<Instant> certificateNotBefore,
        Optional<Instant> certificateNotAfter) {

    /** The key says nothing. */
    public static final KeyValidity UNSTATED =
            new KeyValidity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
