package io.keyvigil.profile;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a consumer refreshes its cached keys, apart from unknown kids.
 *
 * @param cached the unit that is cached and expires together
 * @param every the refresh interval or time to live; {@link Bound#UNBOUNDED} if it never refreshes without a trigger. If the
 *     consumer follows cache directives, it applies only when they give no lifetime above zero
 * @param jitter the maximum random addition to {@code every}
 * @param staleWhileRevalidate how long an expired set is still used while a new one is fetched
 * @param minimumLife the minimum lifetime that cache directives can give
 * @param maximumLife when held keys are dropped although no fetch succeeded
 * @param text the shipped facts in words
 * @param cacheControlText the shipped facts on cache directives in words
 */
public record Refresh(
        Cached cached,
        Bound every,
        Optional<Duration> jitter,
        Optional<Duration> staleWhileRevalidate,
        Recorded followsCacheControl,
        Optional<Duration> minimumLife,
        Optional<Duration> maximumLife,
        Optional<String> text,
        Optional<String> cacheControlText) {

    static final Refresh UNRECORDED = new Refresh(
            Cached.SET,
            Bound.UNRECORDED,
            Optional.empty(),
            Optional.empty(),
            Recorded.UNRECORDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The unit that expires together. */
    public enum Cached {
        /** The whole set: a fetch brings every published key. */
        SET("set"),
        /** Each key by its kid: a new one is held only once a token asked for it. */
        KEY("key");

        private final String code;

        Cached(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * How long fetched keys are used at most while fetches succeed.
     *
     * @param maxAge the life that the provider's cache directives gave; zero counts as none
     * @return fixed, unbounded or unrecorded
     */
    public Bound life(Optional<Duration> maxAge) {
        if (followsCacheControl == Recorded.YES) {
            Optional<Duration> given = maxAge.filter(age -> !age.isZero() && !age.isNegative());
            if (given.isPresent()) {
                return Bound.of(least(given.get()).plus(slack()));
            }
        }
        return every.duration().map(own -> Bound.of(own.plus(slack()))).orElse(every);
    }

    private Duration least(Duration given) {
        return minimumLife.filter(least -> least.compareTo(given) > 0).orElse(given);
    }

    private Duration slack() {
        return Stream.of(jitter, staleWhileRevalidate).flatMap(Optional::stream).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The jitter is a share of the interval, and shrinks or grows with it. Keys by kid over a set that never grows old stay
     * as they are: one that runs out is taken from that set again.
     */
    Refresh withEvery(Duration other) {
        if (cached == Cached.KEY && every.isUnbounded()) {
            return this;
        }
        Optional<Duration> share = jitter.flatMap(most -> every.duration()
                .filter(own -> own.toSeconds() > 0)
                .map(own -> most.multipliedBy(other.toSeconds()).dividedBy(own.toSeconds())));
        return new Refresh(
                cached,
                Bound.of(other),
                share,
                staleWhileRevalidate,
                followsCacheControl,
                minimumLife,
                maximumLife,
                text,
                cacheControlText);
    }

    Refresh ofWholeSets() {
        return cached == Cached.SET
                ? this
                : new Refresh(
                        Cached.SET,
                        every,
                        jitter,
                        staleWhileRevalidate,
                        followsCacheControl,
                        minimumLife,
                        maximumLife,
                        text,
                        cacheControlText);
    }

    Refresh withFollowsCacheControl(boolean follows) {
        return new Refresh(
                cached,
                every,
                jitter,
                staleWhileRevalidate,
                Recorded.of(follows),
                minimumLife,
                maximumLife,
                text,
                cacheControlText);
    }
}
