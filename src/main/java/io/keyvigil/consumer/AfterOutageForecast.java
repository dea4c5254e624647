package io.keyvigil.consumer;

import io.keyvigil.profile.Recorded;
import java.time.Instant;
import java.util.Optional;

/**
 * The time after an outage: {@code provider-unreachable} continues for a while.
 *
 * <ol>
 *   <li>A consumer whose failed fetches block the next one, also for expired keys, may continue to reject for its cooldown
 *       after the provider has recovered.
 *   <li>Consumers that were not affected by the outage are not affected by this.
 * </ol>
 */
final class AfterOutageForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    AfterOutageForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    /** The events are read last: this is asked for every consumer, and outages are rare. */
    void add() {
        if (subject.cooldown().isZero()
                || subject.profile().onFetchFailure().coolsDown() == Recorded.NO
                || subject.outlivesOutages()
                || subject.outage().isPresent()) {
            return;
        }
        Outage.endOfLast(subject.situation())
                .filter(end -> subject.observedSince(end).isEmpty())
                .ifPresent(this::add);
    }

    private void add(Instant end) {
        Instant until = end.plus(subject.cooldown());
        if (exposures.wants(end, Optional.of(until))) {
            exposures.add(new Exposure(
                    ExposureCause.PROVIDER_UNREACHABLE,
                    Optional.empty(),
                    end,
                    Optional.of(until),
                    Certainty.WORST_CASE,
                    "the keys can be fetched again since " + Wording.of(end)
                            + ", but a fetch that failed before may forbid the next until " + Wording.of(until),
                    "the end of its cooldown"));
        }
    }
}
