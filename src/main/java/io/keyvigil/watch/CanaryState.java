package io.keyvigil.watch;

import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.CanaryFailure;
import io.keyvigil.provider.CanaryResult;
import io.keyvigil.provider.CanaryResult.Signer;
import io.keyvigil.provider.TokenError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a tenant's canary. Known in this process only; the evidence of its tokens is in the {@link TenantState}.
 *
 * @param since when this process started it
 * @param lastAttempt when a token was last requested
 * @param lastSuccess when the last token that a published key verifies was received
 * @param signer the key that verified that token
 * @param failures attempts that failed since then
 * @param failure the last failure; empty after a success
 * @param keys the digest of the JWK Set at the last attempt
 */
public record CanaryState(
        Instant since,
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        Optional<Signer> signer,
        int failures,
        Optional<Failure> failure,
        Optional<Sha256Digest> keys) {

    /** The maximum delay: a provider that requests a longer one is queried again after a day. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /**
     * Why the last attempt failed.
     *
     * @param notBefore the time that the provider requested
     */
    public record Failure(
            CanaryFailure reason, String detail, Optional<TokenError> error, Optional<Instant> notBefore) {}

    static CanaryState untried(Instant now) {
        return new CanaryState(
                now, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    /** The state after an attempt that began at {@code attemptedAt} while the JWK Set had that digest. */
    CanaryState next(CanaryResult result, Instant attemptedAt, Instant now, Optional<Sha256Digest> jwksSha256) {
        return result.fold(
                signed -> new CanaryState(
                        since,
                        Optional.of(attemptedAt),
                        Optional.of(now),
                        Optional.of(signed.signer()),
                        0,
                        Optional.empty(),
                        jwksSha256),
                failed -> new CanaryState(
                        since,
                        Optional.of(attemptedAt),
                        lastSuccess,
                        signer,
                        failures + 1,
                        Optional.of(failure(failed, now)),
                        jwksSha256));
    }

    /** The state after an attempt with an unknown result. */
    CanaryState attempted(Instant at) {
        return new CanaryState(since, Optional.of(at), lastSuccess, signer, failures, failure, keys);
    }

    private static Failure failure(CanaryResult.Failed failed, Instant now) {
        return new Failure(
                failed.reason(),
                failed.detail(),
                failed.error(),
                failed.retryAfter()
                        .map(wait -> now.plus(wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait)));
    }
}
