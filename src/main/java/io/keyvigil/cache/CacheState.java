package io.keyvigil.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a consumer's cache that is read. Immutable; {@link #next} is pure and returns the state after a read. A
 * failure does not change what was observed before.
 *
 * @param held its keys at the last successful read
 * @param holdsPrivateKeys whether private members were present then
 * @param lastAttempt the start of the last read, with any outcome
 * @param failure empty if the last read succeeded
 */
public record CacheState(
        Optional<ObservedCache> held,
        boolean holdsPrivateKeys,
        Optional<Instant> lastAttempt,
        Optional<CacheFailure> failure) {

    /** Not read yet. */
    public static final CacheState UNREAD = new CacheState(Optional.empty(), false, Optional.empty(), Optional.empty());

    private static final int MOST_DOUBLINGS = 3;

    public Optional<Instant> lastSuccess() {
        return held.map(ObservedCache::at);
    }

    /** The state after a reading that was begun at that moment: what was answered is no older than that. */
    CacheState next(CacheAnswer answer, Instant attemptedAt) {
        return answer.fold(
                read -> new CacheState(
                        Optional.of(new ObservedCache(read.keys(), attemptedAt)),
                        read.holdsPrivateKeys(),
                        Optional.of(attemptedAt),
                        Optional.empty()),
                failed -> new CacheState(
                        held,
                        holdsPrivateKeys,
                        Optional.of(attemptedAt),
                        Optional.of(new CacheFailure(
                                failed.reason(),
                                failed.detail(),
                                attemptedAt,
                                failure.map(CacheFailure::count).orElse(0) + 1))));
    }

    /**
     * Whether it is due: {@code every} after the last attempt, doubled with each consecutive failure, up to eight times; and
     * immediately if the clock was set back before the last attempt.
     */
    boolean isDue(Duration every, Instant now) {
        int doublings =
                Math.min(MOST_DOUBLINGS, failure.map(CacheFailure::count).orElse(1) - 1);
        return lastAttempt
                .filter(at -> !at.isAfter(now) && now.isBefore(at.plus(every.multipliedBy(1L << doublings))))
                .isEmpty();
    }
}
