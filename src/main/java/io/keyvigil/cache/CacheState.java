package io.keyvigil.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known of a consumer's cache that is read. Immutable; a reading makes a new one by {@link #next}, which is
 * pure. A failure changes nothing of what was seen before.
 *
 * @param held what it held when it was last read
 * @param holdsPrivateKeys whether private members stood there then
 * @param lastAttempt when the last reading was begun, with whatever outcome
 * @param failure empty where the last reading succeeded
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
     * Whether it is time to read it again: {@code every} after the last attempt, twice as long after each failure in a row,
     * at most eight times; and at once where the clock was set back behind the last attempt.
     */
    boolean isDue(Duration every, Instant now) {
        int doublings =
                Math.min(MOST_DOUBLINGS, failure.map(CacheFailure::count).orElse(1) - 1);
        return lastAttempt
                .filter(at -> !at.isAfter(now) && now.isBefore(at.plus(every.multipliedBy(1L << doublings))))
                .isEmpty();
    }
}
