package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Recorded;
import io.keyvigil.profile.Refresh.Cached;
import io.keyvigil.profile.UnknownKid;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys that are trusted though they are gone: {@code holds-withdrawn-key}.
 *
 * <ol>
 *   <li>Material that is published under another label is not gone.
 *   <li>A consumer that drops keys with its next fetch only, and fetches on unknown kids, has fetched once a key that was
 *       published with or after the withdrawal is known to sign.
 *   <li>An observed cache that held the key past the profile's bound refutes it.
 * </ol>
 */
final class WithdrawnKeyForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    WithdrawnKeyForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        for (ObservedKey key : subject.timeline().withdrawn()) {
            Instant at = key.withdrawal().orElseThrow().at();
            Optional<ObservedCache> seen = subject.observedSince(at);
            boolean dropped = seen.filter(cache -> !cache.holds(key.identity())).isPresent();
            Optional<Instant> until = until(at, seen);
            if (!dropped && exposures.wants(at, until) && !subject.timeline().isPublishedOtherwise(key)) {
                exposures.add(held(key, at, until, seen.isPresent() || subject.readsOnce()));
            }
        }
    }

    private Optional<Instant> until(Instant withdrawnAt, Optional<ObservedCache> seen) {
        Optional<Instant> modelled = CacheExpectation.trustedUntil(subject.profile(), withdrawnAt, subject.maxAge());
        Optional<Instant> until = seen.isPresent()
                ? modelled.filter(end -> !end.isBefore(seen.get().at()))
                : modelled.or(() -> fetchedBy(withdrawnAt));
        boolean needsProvider =
                modelled.isEmpty() || subject.profile().onFetchFailure().keepsOldKeys() == Recorded.YES;
        return needsProvider ? until.filter(end -> !isAfterOutage(end)) : until;
    }

    /** A consumer that keeps what it has while it cannot fetch drops nothing before the provider is back. */
    private boolean isAfterOutage(Instant end) {
        return subject.outage().filter(outage -> end.isAfter(outage.since())).isPresent();
    }

    private Optional<Instant> fetchedBy(Instant withdrawnAt) {
        UnknownKid unknownKid = subject.profile().unknownKid();
        if (!CacheExpectation.demands(unknownKid) || subject.profile().refresh().cached() == Cached.KEY) {
            return Optional.empty();
        }
        return subject.timeline().published().stream()
                .filter(key -> !key.publishedAt().isBefore(withdrawnAt) && !key.atFirstSight())
                .filter(key -> key.predecessor().isEmpty())
                .flatMap(key -> key.signsSince().stream())
                .map(since -> since.isAfter(withdrawnAt) ? since : withdrawnAt)
                .map(since -> unknownKid.cooldown().duration().map(since::plus).orElse(since))
                .min(Instant::compareTo);
    }

    private Exposure held(ObservedKey key, Instant at, Optional<Instant> until, boolean certain) {
        WithdrawnKey expected = CacheExpectation.withdrawnKey(subject.profile(), at, subject.maxAge(), at);
        return new Exposure(
                ExposureCause.HOLDS_WITHDRAWN_KEY,
                Optional.of(key.identity()),
                at,
                until,
                Certainty.certainIf(certain),
                "may accept tokens signed by " + Wording.of(key.identity()) + ", withdrawn at " + Wording.of(at) + ": "
                        + expected.reason(),
                endedBy(until, expected.until().isPresent()));
    }

    private String endedBy(Optional<Instant> until, boolean modelled) {
        if (until.isPresent()) {
            return modelled
                    ? "its next fetch"
                    : "the fetch that the first token of a newer key starts, after its cooldown";
        }
        if (subject.readsOnce()) {
            return "a restart";
        }
        if (subject.outage().isPresent()) {
            return "the provider's recovery and its next fetch, or a restart";
        }
        return subject.profile().unknownKid().reaction().fetches()
                ? "a token with a kid that it does not hold, or a restart"
                : "a restart";
    }
}
