package io.keyvigil.provider;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The result of one canary token. Only these members of the token are kept. */
public sealed interface CanaryResult {

    /**
     * The key that verified a token.
     *
     * @param issuedAt the token's {@code iat}, by the provider's clock; the time of the response if there is none
     */
    record Signer(JwkThumbprint thumbprint, Optional<String> kid, Instant issuedAt) {}

    /** A published key signed it. */
    record Signed(Signer signer) implements CanaryResult {}

    /**
     * There was no token, or no published key signed it.
     *
     * @param detail text for operators; never a secret, a token or a part of one
     * @param error the error of the token endpoint, if any
     * @param retryAfter the delay that the provider requested
     * @param withdrawn the key that signed it, if it is a withdrawn one
     */
    record Failed(
            CanaryFailure reason,
            String detail,
            Optional<TokenError> error,
            Optional<Duration> retryAfter,
            Optional<Signer> withdrawn)
            implements CanaryResult {

        Failed(CanaryFailure reason, String detail) {
            this(reason, detail, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    default <T> T fold(Function<Signed, T> signed, Function<Failed, T> failed) {
        return this instanceof Signed result ? signed.apply(result) : failed.apply((Failed) this);
    }
}
