package io.keyvigil.watch;

import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@code max-age} of the key set that decreases with time: all responses expire at one time. Okta lets it reach zero when
 * the next key is published; other servers count down their own caches. Only the event at zero distinguishes them.
 *
 * <ol>
 *   <li>It is recognized after {@value #FEWEST_ANSWERS} responses that expire within {@value #TOLERANCE} s of each other.
 *   <li>It is confirmed if a new key is published within {@link #margin} of its end, and refuted if none is, or if it
 *       restarts long before. A small shift (Okta shifts its schedule by a day) is neither.
 *   <li>A 304 without caching directives is ignored.
 *   <li>Without a countdown it is {@link #NONE}, which costs a tenant no memory.
 * </ol>
 *
 * @param since when the present countdown was first seen, in seconds since 1970
 * @param end the time at which it reaches zero, in seconds since 1970
 * @param answers the number of responses that agree on it; 0 without a countdown
 * @param dueUntil by when a key is due because the previous countdown has ended, in seconds since 1970; 0 if none is
 */
record Countdown(long since, long end, int answers, long dueUntil, int kept, int broken) {

    static final Countdown NONE = new Countdown(0, 0, 0, 0, 0, 0);

    static final int FEWEST_ANSWERS = 4;
    private static final long TOLERANCE = 5;
    private static final int NOT_MODIFIED = 304;
    private static final long LONGEST_MARGIN = 86_400;
    private static final long SHORTEST_MARGIN = 60;
    private static final int MARGIN_SHARE = 10;
    private static final int RESTART_SHARE = 4;

    boolean recognised() {
        return answers >= FEWEST_ANSWERS;
    }

    /** How far from its end a new key still counts as announced: a tenth of the counted time, at most a day. */
    Duration margin() {
        return Duration.ofSeconds(Math.max(SHORTEST_MARGIN, Math.min(LONGEST_MARGIN, length() / MARGIN_SHARE)));
    }

    /** How much of it was left when it was first seen, in seconds. */
    long length() {
        return end - since;
    }

    /**
     * The countdown after one more response.
     *
     * @param earlier the previous response
     * @param arrived whether it contained a new key
     */
    Countdown after(Optional<Exchange> earlier, Optional<Exchange> current, boolean arrived, Instant now) {
        Countdown judged = judged(arrived, now.getEpochSecond());
        if (arrived) {
            return judged.stopped();
        }
        Optional<Duration> left = current.filter(Countdown::speaks).flatMap(Countdown::freshness);
        if (left.isEmpty()) {
            return judged;
        }
        long at = current.orElseThrow().at().getEpochSecond();
        return judged.answers == 0
                ? judged.begun(earlier, at, left.get().toSeconds())
                : judged.continued(at, at + left.get().toSeconds());
    }

    private Countdown judged(boolean arrived, long now) {
        long margin = margin().toSeconds();
        boolean announced = dueUntil != 0 || recognised() && now >= end - margin && now <= end + margin;
        if (arrived && announced) {
            return new Countdown(since, end, answers, 0, kept + 1, broken);
        }
        return dueUntil != 0 && now > dueUntil ? new Countdown(since, end, answers, 0, kept, broken + 1) : this;
    }

    private Countdown begun(Optional<Exchange> earlier, long at, long left) {
        return earlier.flatMap(Countdown::freshness)
                .map(Duration::toSeconds)
                .filter(before -> before > left)
                .filter(before -> Math.abs(at + left - earlier.get().at().getEpochSecond() - before) <= TOLERANCE)
                .map(before -> new Countdown(earlier.get().at().getEpochSecond(), at + left, 2, dueUntil, kept, broken))
                .orElse(this);
    }

    private Countdown continued(long at, long expiry) {
        if (Math.abs(expiry - end) <= TOLERANCE) {
            return new Countdown(since, end, answers + 1, dueUntil, kept, broken);
        }
        if (!recognised()) {
            return stopped();
        }
        if (end - at <= margin().toSeconds()) {
            return new Countdown(0, 0, 0, end + margin().toSeconds(), kept, broken);
        }
        boolean restarted = expiry - end > length() / RESTART_SHARE;
        return new Countdown(0, 0, 0, dueUntil, kept, restarted ? broken + 1 : broken).stopped();
    }

    /** Without a countdown, because the times of the responses were wrong. Its earlier record is kept. */
    Countdown forgotten() {
        return kept == 0 && broken == 0 ? NONE : new Countdown(0, 0, 0, 0, kept, broken);
    }

    private Countdown stopped() {
        Countdown stopped = new Countdown(0, 0, 0, dueUntil, kept, broken);
        return stopped.equals(NONE) ? NONE : stopped;
    }

    private static boolean speaks(Exchange exchange) {
        return exchange.status() != NOT_MODIFIED || !exchange.cache().equals(CacheDirectives.NONE);
    }

    private static Optional<Duration> freshness(Exchange exchange) {
        return exchange.cache().freshness();
    }
}
