package io.keyvigil.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the provider's answers do to a consumer, or their absence: {@code provider-unreachable} and {@code provider-slow}.
 *
 * <ol>
 *   <li>A consumer that fetched just before its cache would have run out suffers at once, one that fetched just before the
 *       outage after the life of its cache: worst case until then, certain from then on.
 *   <li>Consumers that keep the keys past their life, or never let them grow old, do not suffer.
 *   <li>Slow is an answer that took longer than the consumer's HTTP timeout, measured from here.
 * </ol>
 */
final class ProviderForecast {

    private final ForecastSubject subject;
    private final List<Exposure> exposures;

    ProviderForecast(ForecastSubject subject, List<Exposure> exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        subject.outage().ifPresent(outage -> addUnreachable(outage.since()));
        addSlow();
    }

    private void addUnreachable(Instant since) {
        Refresh refresh = subject.profile().refresh();
        Bound life = subject.life();
        Recorded keeps = subject.profile().onFetchFailure().keepsOldKeys();
        boolean lasts = refresh.maximumLife().isEmpty() && (keeps == Recorded.YES || life.isUnbounded());
        if (lasts) {
            return;
        }
        Optional<Duration> longest = refresh.maximumLife().or(life::duration);
        Duration shortest = refresh.maximumLife()
                .map(most -> most.minus(life.duration().orElse(most)))
                .filter(least -> !least.isNegative())
                .orElse(Duration.ZERO);
        Optional<Instant> ranOut = longest.map(since::plus);
        Instant first = since.plus(shortest);
        boolean sure = ranOut.isPresent()
                && (keeps == Recorded.NO || refresh.maximumLife().isPresent());
        if (!sure) {
            exposures.add(unreachable(first, Optional.empty(), Certainty.WORST_CASE, since));
            return;
        }
        ranOut.filter(end -> end.isAfter(first))
                .ifPresent(end -> exposures.add(unreachable(first, ranOut, Certainty.WORST_CASE, since)));
        exposures.add(unreachable(ranOut.get(), Optional.empty(), Certainty.CERTAIN, since));
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
                        "the keys took " + Wording.of(fetch.took()) + " to fetch, and it gives up after "
                                + Wording.of(timeout.orElseThrow()),
                        "faster answers of the provider, or a longer timeout")));
    }
}
