package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known of one time server. Immutable; the next state follows from this one and a result.
 *
 * <ol>
 *   <li>Its samples are discarded if it reports that it does not know the time, sends an impossible response or refuses to
 *       serve us, and after {@value #MOST_FAILURES} consecutive failures.
 *   <li>A kiss-o'-death is honored: RATE halves the rate, DENY and RSTR end it, until this process ends.
 * </ol>
 *
 * @param consecutive failures
 * @param failure of the last request; empty if it returned a sample
 * @param kiss the code of the last kiss-o'-death, kept while it holds
 * @param leapAnnounced when the server last announced a leap second, by the steady clock
 */
record TimeServer(
        String name,
        ServerSchedule schedule,
        SampleHistory history,
        int failures,
        Optional<NtpFailure> failure,
        Optional<String> kiss,
        Optional<Instant> leapAnnounced) {

    private static final int MOST_FAILURES = 4;

    /** A leap second is announced on its day; how its server comes through it is seen by the next. */
    private static final Duration LEAP_HOLDS = Duration.ofHours(24);

    static TimeServer unheard(String name, Duration every, Instant now) {
        return new TimeServer(
                name,
                ServerSchedule.startingAt(now, every),
                SampleHistory.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    TimeServer with(ServerSchedule changed) {
        return new TimeServer(name, changed, history, failures, failure, kiss, leapAnnounced);
    }

    /** Discards its samples and keeps its rate limits. */
    TimeServer forgotten() {
        return new TimeServer(name, schedule.hurried(), SampleHistory.NONE, failures, failure, kiss, leapAnnounced);
    }

    /** @param chance as in {@link ServerSchedule#slowed} */
    TimeServer next(NtpResult result, ClockReading now, double chance) {
        TimeServer answered = with(schedule.answered());
        return result.fold(given -> answered.after(given.sample(), now), missing -> answered.after(missing, chance));
    }

    private TimeServer after(NtpSample sample, ClockReading now) {
        SampleHistory more = history.plus(sample, now);
        return new TimeServer(
                name,
                more.borneOut() ? schedule : schedule.hurried(),
                more,
                0,
                Optional.empty(),
                Optional.empty(),
                sample.leap().announced() ? Optional.of(now.steady()) : leapAnnounced);
    }

    private TimeServer after(NtpResult.Unanswered missing, double chance) {
        boolean stops = missing.kiss().filter(KissOfDeath::stops).isPresent();
        boolean slows = missing.kiss().filter(KissOfDeath.RATE::equals).isPresent();
        boolean forgets = stops || missing.reason().discredits() || failures + 1 >= MOST_FAILURES;
        return new TimeServer(
                name,
                stops ? schedule.stop() : slows ? schedule.slowed(chance) : schedule,
                forgets ? SampleHistory.NONE : history,
                failures + 1,
                Optional.of(missing.reason()),
                missing.kiss().or(() -> kiss),
                leapAnnounced);
    }

    /** Its estimate of the offset; empty if there is no usable one. */
    Optional<OffsetEstimate> estimate(ClockReading now) {
        return history.best(now)
                .map(best ->
                        new OffsetEstimate(name, best.offset(), history.distance(best, now), leapIsNear(now.steady())));
    }

    private boolean leapIsNear(Instant now) {
        return leapAnnounced.filter(at -> !at.plus(LEAP_HOLDS).isBefore(now)).isPresent();
    }

    /** Its state if it has no usable estimate. */
    TimeServerState state() {
        return failure.map(NtpFailure::state)
                .orElse(history.samples().isEmpty() ? TimeServerState.UNDECIDED : TimeServerState.INSANE);
    }
}
