package io.keyvigil.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The next arrival by a {@link Countdown}. Returned while at least half of the tenant's countdowns were confirmed.
 *
 * <p>The confidence is a share with a head start: of nineteen public providers whose key set counted down over weeks, all
 * had a new key within a day of its end; a countdown over hours is more often a cache.
 */
final class CountdownForecast {

    private static final long LONG_COUNTDOWN = Duration.ofDays(1).toSeconds();
    private static final double KEPT_OF_LONG = 9;
    private static final double SEEN_OF_LONG = 10;
    private static final double KEPT_OF_SHORT = 1;
    private static final double SEEN_OF_SHORT = 3;

    private CountdownForecast() {}

    static Optional<NextRotation> of(TenantState state, Instant now) {
        Countdown countdown = state.countdown();
        if (countdown.broken() > countdown.kept()) {
            return Optional.empty();
        }
        if (countdown.recognised()) {
            Instant end = Instant.ofEpochSecond(countdown.end());
            boolean isLong = countdown.length() > LONG_COUNTDOWN;
            return told(countdown, end, end.plus(countdown.margin()), isLong, now);
        }
        return Optional.of(countdown.dueUntil())
                .filter(until -> until != 0)
                .map(Instant::ofEpochSecond)
                .flatMap(until -> told(countdown, now.isAfter(until) ? until : now, until, false, now));
    }

    private static Optional<NextRotation> told(
            Countdown countdown, Instant end, Instant latest, boolean isLong, Instant now) {
        if (now.isAfter(latest)) {
            return Optional.empty();
        }
        int seen = countdown.kept() + countdown.broken();
        double confidence = (countdown.kept() + (isLong ? KEPT_OF_LONG : KEPT_OF_SHORT))
                / (seen + (isLong ? SEEN_OF_LONG : SEEN_OF_SHORT));
        String past = seen == 0
                ? "whether a key comes then was not seen here yet"
                : "a key came at " + countdown.kept() + " of " + seen + " such moments";
        return Optional.of(NextRotation.from(
                now,
                end,
                end.minus(countdown.margin()),
                latest,
                NextRotation.Basis.CACHE_CONTROL,
                confidence,
                "max-age counts down to this moment; " + past));
    }
}
