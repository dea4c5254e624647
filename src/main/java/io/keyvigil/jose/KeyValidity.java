package io.keyvigil.jose;

import java.time.Instant;
import java.util.Optional;

/**
 * The validity that a key states: the members {@code nbf}, {@code exp} and {@code iat} (OpenID Federation 1.0, used
 * by some providers in plain JWK Sets) and the validity of the first certificate in {@code x5c}. It does not judge
 * whether they predict a withdrawal.
 */
public record KeyValidity(
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<Instant> issuedAt,
        Optional<Instant> certificateNotBefore,
        Optional<Instant> certificateNotAfter) {

    /** The key states no validity. */
    public static final KeyValidity UNSTATED =
            new KeyValidity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
