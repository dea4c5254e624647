package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Bound;
import io.keyvigil.profile.Recorded;
import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The effect of missing or slow responses of the provider: {@code provider-unreachable} and {@code provider-slow}.
 *
 * <ol>
 *   <li>A consumer whose cache expires at the start of the outage is affected immediately; one that fetched just before it, after
 *       the lifetime of its cache. Until then it is the worst case, from then on certain.
 *   <li>Consumers that use expired keys, or whose keys never expire, are not affected.
 *   <li>Slow is an answer that took longer than the consumer's HTTP timeout, measured from here.
 * </ol>
 */
final class ProviderForecast {

    private final ForecastSubject subject;
    private final Exposures exposures;

    ProviderForecast(ForecastSubject subject, Exposures exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        subject.outage().ifPresent(outage -> addUnreachable(outage.since()));
        addSlow();
    }

    private void addUnreachable(Instant since) {
        if (subject.outlivesOutages()) {
            return;
        }
        Optional<Duration> maximum = subject.profile().refresh().maximumLife();
        Bound life = subject.life();
        Recorded keeps = subject.profile().onFetchFailure().keepsOldKeys();
        Instant first = seenWithKeys(since).orElseGet(() -> since.plus(leastLeft(maximum, life)));
        Optional<Instant> last = maximum.or(life::duration)
                .filter(unused -> maximum.isPresent() || keeps == Recorded.NO)
                .map(since::plus);
        if (last.filter(end -> !end.isBefore(first)).isEmpty()) {
            exposures.add(unreachable(first, Optional.empty(), Certainty.WORST_CASE, since));
            return;
        }
        if (exposures.wants(first, last)) {
            exposures.add(unreachable(first, last, Certainty.WORST_CASE, since));
        }
        exposures.add(unreachable(last.get(), Optional.empty(), Certainty.CERTAIN, since));
    }

    /** A cache that was read during the outage and held keys had not run out. */
    private Optional<Instant> seenWithKeys(Instant since) {
        return subject.observedSince(since)
                .filter(cache -> !cache.keys().isEmpty())
                .map(ObservedCache::at);
    }

    /** The remaining lifetime of keys that were due for a refresh at the start of the outage. */
    private static Duration leastLeft(Optional<Duration> maximum, Bound life) {
        return maximum.map(most -> most.minus(life.duration().orElse(most)))
                .filter(least -> !least.isNegative())
                .orElse(Duration.ZERO);
    }

    private static Exposure unreachable(Instant from, Optional<Instant> until, Certainty certainty, Instant since) {
        return new Exposure(
                ExposureCause.PROVIDER_UNREACHABLE,
                Optional.empty(),
                from,
                until,
                certainty,
                "the keys cannot be fetched since " + Wording.of(since) + ", and those that it holds "
                        + (certainty == Certainty.CERTAIN ? "have run out by " : "may run out from ")
                        + Wording.of(from),
                "the provider's recovery");
    }

    private void addSlow() {
        Optional<Duration> timeout = subject.profile().http().timeout();
        subject.situation()
                .state()
                .jwks()
                .filter(fetch ->
                        timeout.filter(most -> fetch.took().compareTo(most) > 0).isPresent())
                .ifPresent(fetch -> exposures.add(new Exposure(
                        ExposureCause.PROVIDER_SLOW,
                        Optional.empty(),
                        fetch.at(),
                        Optional.empty(),
                        Certainty.WORST_CASE,
                        "the keys took " + DurationText.of(fetch.took()) + " to fetch, and it gives up after "
                                + DurationText.of(timeout.orElseThrow()),
                        "faster answers of the provider, or a longer timeout")));
    }
}
