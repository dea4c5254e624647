package io.keyvigil.consumer;

import io.keyvigil.consumer.Refresh.Cached;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Withdrawn keys: tokens that are rejected though they live ({@code key-withdrawn-early}), and keys that are trusted though
 * they are gone ({@code holds-withdrawn-key}).
 *
 * <ol>
 *   <li>A consumer that reads the keys once rejects no living token; every other one may as soon as the key is gone.
 *   <li>Without evidence who signed, a key that had a successor for as long as tokens live went in good order.
 *   <li>A consumer that drops keys with its next fetch only, and fetches on unknown kids, has fetched once a key that was
 *       published with or after the withdrawal is known to sign.
 * </ol>
 */
final class WithdrawnKeyForecast {

    private final ForecastSubject subject;
    private final List<Exposure> exposures;

    WithdrawnKeyForecast(ForecastSubject subject, List<Exposure> exposures) {
        this.subject = subject;
        this.exposures = exposures;
    }

    void add() {
        for (WithdrawnSigner key : subject.timeline().withdrawn()) {
            addEarly(key);
            if (!key.republished()) {
                addHeld(key);
            }
        }
    }

    private void addEarly(WithdrawnSigner key) {
        Instant until = key.lastSigned().plus(subject.accepted());
        if (subject.readsOnce() || !until.isAfter(key.at()) || !key.wentEarly(subject.accepted())) {
            return;
        }
        Optional<Boolean> held = subject.observedSince(key.at()).map(cache -> cache.holds(key.identity()));
        Instant from = held.filter(holds -> holds)
                .map(unused -> subject.observed().orElseThrow().at())
                .orElse(key.at());
        if (!until.isAfter(from)) {
            return;
        }
        boolean dropped = held.map(holds -> !holds)
                .orElseGet(() -> CacheExpectation.withdrawnKey(subject.profile(), key.at(), subject.maxAge(), until)
                        .until()
                        .filter(until::isAfter)
                        .isPresent());
        boolean surely = key.surelyWentEarly(subject.situation().tenant().tokenLifetime());
        exposures.add(new Exposure(
                ExposureCause.KEY_WITHDRAWN_EARLY,
                Optional.of(key.identity()),
                from,
                Optional.of(until),
                Certainty.certainIf(surely && dropped),
                Wording.of(key.identity()) + " went at " + Wording.of(key.at())
                        + ", and tokens that it signed may live until " + Wording.of(until)
                        + ": it rejects them once it fetched",
                "the expiry of the last token that the key signed"));
    }

    private void addHeld(WithdrawnSigner key) {
        Optional<ObservedCache> seen = subject.observedSince(key.at());
        if (seen.filter(cache -> !cache.holds(key.identity())).isPresent()) {
            return;
        }
        Instant asked = seen.map(ObservedCache::at).orElse(key.at());
        WithdrawnKey expected = CacheExpectation.withdrawnKey(subject.profile(), key.at(), subject.maxAge(), asked);
        Optional<Instant> until =
                expected.until().filter(end -> expected.mayStillTrust()).filter(end -> !outlasted(end));
        if (until.isEmpty() && seen.isEmpty() && !outlasts(expected)) {
            until = fetchedBy(key);
        }
        if (until.filter(end -> !end.isAfter(key.at())).isPresent()
                || (expected.until().isPresent() && expected.until().get().equals(key.at()) && seen.isEmpty())) {
            return;
        }
        exposures.add(held(key, until, Certainty.certainIf(seen.isPresent() || subject.readsOnce()), expected));
    }

    private boolean outlasts(WithdrawnKey expected) {
        return expected.until().filter(this::outlasted).isPresent();
    }

    /** A consumer that keeps what it has while it cannot fetch drops nothing before the provider is back. */
    private boolean outlasted(Instant end) {
        return subject.profile().onFetchFailure().keepsOldKeys() == Recorded.YES
                && subject.outage()
                        .filter(outage -> end.isAfter(outage.since()))
                        .isPresent();
    }

    private Optional<Instant> fetchedBy(WithdrawnSigner gone) {
        UnknownKid unknownKid = subject.profile().unknownKid();
        if (!unknownKid.reaction().fetches()
                || unknownKid.cooldown().isCacheLife()
                || subject.profile().refresh().cached() == Cached.KEY) {
            return Optional.empty();
        }
        return subject.timeline().published().stream()
                .filter(key -> !key.publishedAt().isBefore(gone.at()) && !key.atFirstSight())
                .filter(key -> key.predecessor().isEmpty())
                .flatMap(key -> key.signsSince().map(since -> NewKeyForecast.later(since, key.publishedAt())).stream())
                .map(since -> unknownKid.cooldown().duration().map(since::plus).orElse(since))
                .min(Instant::compareTo);
    }

    private Exposure held(WithdrawnSigner key, Optional<Instant> until, Certainty certainty, WithdrawnKey expected) {
        return new Exposure(
                ExposureCause.HOLDS_WITHDRAWN_KEY,
                Optional.of(key.identity()),
                key.at(),
                until,
                certainty,
                "may accept tokens signed by " + Wording.of(key.identity()) + ", withdrawn at " + Wording.of(key.at())
                        + ": " + expected.reason(),
                endOfTrust(until));
    }

    private String endOfTrust(Optional<Instant> until) {
        if (until.isPresent()) {
            return "its next fetch";
        }
        if (subject.outage().isPresent() && !subject.readsOnce()) {
            return "the provider's recovery and its next fetch, or a restart";
        }
        return subject.profile().unknownKid().reaction().fetches()
                ? "a token with a kid that it does not hold, or a restart"
                : "a restart";
    }
}
