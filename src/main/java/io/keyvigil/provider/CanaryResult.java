package io.keyvigil.provider;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What became of one canary token. Nothing of the token is kept but what stands here. */
public sealed interface CanaryResult {

    /**
     * The key that verified a token.
     *
     * @param issuedAt the token's {@code iat}, by the provider's clock; the moment of the answer where it has none
     */
    record Signer(JwkThumbprint thumbprint, Optional<String> kid, Instant issuedAt) {}

    /** A published key signed it. */
    record Signed(Signer signer) implements CanaryResult {}

    /**
     * There was no token, or none that a published key signed.
     *
     * @param detail for people; never a secret, a token or a part of one
     * @param error what the token endpoint said, where it did
     * @param retryAfter what the provider asked for
     * @param withdrawn the withdrawn key that signed it, where it was one
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
