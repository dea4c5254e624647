package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Unexpired tokens that are rejected because their key was withdrawn too early: {@code key-withdrawn-early}.
 *
 * <ol>
 *   <li>A consumer that reads the keys once rejects none; every other may, from the withdrawal on.
 *   <li>Too early is before the last signing plus the tenant's token lifetime plus the consumer's leeway; exactly at that time is
 *       in order.
 *   <li>Without evidence of which key signed, a withdrawal is in order if a successor of the same type was published that long.
 * </ol>
 */
final class EarlyWithdrawalForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    EarlyWithdrawalForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        if (subject.readsOnce()) {
            return;
        }
        for (ObservedKey key : subject.timeline().withdrawn()) {
            Instant withdrawnAt = key.withdrawal().orElseThrow().at();
            Instant latest = withdrawnAt.plus(subject.accepted()).plus(subject.cooldown());
            if (exposures.wants(withdrawnAt, Optional.of(latest))) {
                add(key, subject.timeline().signingEnd(key));
            }
        }
    }

    private void add(ObservedKey key, LastSigning end) {
        Instant until = end.latest().plus(subject.accepted());
        Optional<ObservedCache> seen = subject.observedSince(end.withdrawnAt());
        Optional<ObservedCache> holding = seen.filter(cache -> cache.holds(key.identity()));
        Instant from = holding.map(ObservedCache::at).orElse(end.withdrawnAt());
        if (!end.isTooLate(subject.accepted())) {
            return;
        }
        new PoisoningForecast(subject, exposures).addOfWithdrawn(key.identity(), end.withdrawnAt(), until);
        if (!exposures.wants(from, Optional.of(until))) {
            return;
        }
        boolean drops = seen.isPresent() ? holding.isEmpty() : dropsBefore(until, end.withdrawnAt());
        exposures.add(new Exposure(
                ExposureCause.KEY_WITHDRAWN_EARLY,
                Optional.of(key.identity()),
                from,
                Optional.of(until),
                Certainty.certainIf(drops
                        && end.isSurelyTooLate(subject.situation().tenant().tokenLifetime())),
                Wording.of(key.identity()) + " went at " + Wording.of(end.withdrawnAt())
                        + ", and tokens that it signed may live until " + Wording.of(until)
                        + ": they are rejected once it has dropped the key",
                "the expiry of the last token that the key signed"));
    }

    private boolean dropsBefore(Instant until, Instant withdrawnAt) {
        return CacheExpectation.trustedUntil(subject.profile(), withdrawnAt, subject.maxAge())
                .filter(until::isAfter)
                .isPresent();
    }
}
