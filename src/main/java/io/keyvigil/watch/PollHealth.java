package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcomes of polling a tenant.
 *
 * @param lastAttempt when the last poll was begun
 * @param lastSuccess the last successful fetch of the keys
 * @param failures polls that failed since then, or since the start
 * @param lastFailure kept after a recovery, for users
 * @param retryNotBefore the time that the provider requested at the last failure; empty after a success
 */
public record PollHealth(
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        int failures,
        Optional<PollFailure> lastFailure,
        Optional<Instant> retryNotBefore) {

    static final PollHealth UNTRIED =
            new PollHealth(Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty());

    /** The maximum delay: a provider that requests a longer one is polled again after a day, because monitoring must continue. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    public boolean tried() {
        return lastAttempt.isPresent();
    }

    /** Whether the last poll returned a usable key set. */
    public boolean up() {
        return tried() && failures == 0;
    }

    PollHealth succeeded(Instant attemptedAt, Instant now) {
        return new PollHealth(Optional.of(attemptedAt), Optional.of(now), 0, lastFailure, Optional.empty());
    }

    PollHealth failed(FetchResult.Failed failure, Instant attemptedAt, Instant now) {
        return new PollHealth(
                Optional.of(attemptedAt),
                lastSuccess,
                failures + 1,
                Optional.of(new PollFailure(failure.reason(), failure.detail(), now)),
                failure.retryAfter().map(wait -> now.plus(shorter(wait, LONGEST_RETRY_AFTER))));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
