package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;

/**
 * When a time server is queried. Pure; all times are of the steady clock.
 *
 * <ol>
 *   <li>First {@value #BURST} requests, 2 s apart, then one every {@code every} and up to a tenth longer.
 *   <li>After the burst never two within 16 s, unless {@code every} itself is shorter, as loopback may have it.
 *   <li>RATE doubles the interval permanently, up to 2^17 s; a longer interval is not shortened.
 *   <li>A server that refused to serve us is never due again.
 *   <li>One request is in flight at a time.
 * </ol>
 *
 * @param every the time between two requests without other rules
 * @param askedAt when the last request was made
 * @param doublings how often the server asked for a lower rate
 * @param awaiting a request is in flight
 */
record ServerSchedule(
        Duration every,
        Instant dueAt,
        Instant askedAt,
        int burstLeft,
        int doublings,
        boolean stopped,
        boolean awaiting) {

    static final int BURST = 4;

    private static final Duration IN_BURST = Duration.ofSeconds(2);
    private static final Duration LEAST_AFTER_BURST = Duration.ofSeconds(16);

    /** MAXPOLL of RFC 5905. */
    private static final Duration LONGEST = Duration.ofSeconds(1 << 17);

    private static final double LONGEST_JITTER = 0.1;
    private static final int MOST_DOUBLINGS = 17;

    static ServerSchedule startingAt(Instant now, Duration every) {
        return new ServerSchedule(every, now, now, BURST, 0, false, false);
    }

    boolean isDue(Instant now) {
        return !stopped && !awaiting && !now.isBefore(dueAt);
    }

    /** @param chance from 0 inclusive to 1 exclusive: how much later than due the next request may come */
    ServerSchedule asked(Instant now, double chance) {
        Duration wait = burstLeft > 1 ? IN_BURST : jittered(interval(), chance);
        return new ServerSchedule(every, now.plus(wait), now, Math.max(0, burstLeft - 1), doublings, stopped, true);
    }

    ServerSchedule answered() {
        return new ServerSchedule(every, dueAt, askedAt, burstLeft, doublings, stopped, false);
    }

    /** The server asked for half the rate. */
    ServerSchedule slowed(double chance) {
        int more = Math.min(MOST_DOUBLINGS, doublings + 1);
        ServerSchedule slower = new ServerSchedule(every, dueAt, askedAt, 0, more, stopped, awaiting);
        return slower.dueAt(askedAt.plus(jittered(slower.interval(), chance)));
    }

    ServerSchedule stop() {
        return new ServerSchedule(every, dueAt, askedAt, 0, doublings, true, awaiting);
    }

    /** Asks as soon as it is allowed: what is known has become doubtful. */
    ServerSchedule hurried() {
        Instant soonest = askedAt.plus(every.compareTo(LEAST_AFTER_BURST) < 0 ? every : LEAST_AFTER_BURST);
        return doublings == 0 && soonest.isBefore(dueAt) ? dueAt(soonest) : this;
    }

    ServerSchedule reconfigured(Duration changed) {
        ServerSchedule other = new ServerSchedule(changed, dueAt, askedAt, burstLeft, doublings, stopped, awaiting);
        Instant latest = askedAt.plus(other.interval());
        return latest.isBefore(dueAt) ? other.dueAt(latest) : other;
    }

    private ServerSchedule dueAt(Instant due) {
        return new ServerSchedule(every, due, askedAt, burstLeft, doublings, stopped, awaiting);
    }

    private Duration interval() {
        Duration slowed = every.multipliedBy(1L << doublings);
        return slowed.compareTo(LONGEST) > 0 && every.compareTo(LONGEST) < 0 ? LONGEST : slowed;
    }

    private static Duration jittered(Duration interval, double chance) {
        return interval.plusNanos((long) (interval.toNanos() * LONGEST_JITTER * chance));
    }
}
