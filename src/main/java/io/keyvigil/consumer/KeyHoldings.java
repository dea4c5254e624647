package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.consumer.CachedKeyState.Holds;
import io.keyvigil.profile.Profile;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's signing keys in a consumer's cache, as observed or expected.
 *
 * <ol>
 *   <li>Pure. Published keys first, then the withdrawn ones that the forecast considers.
 *   <li>An observation after the key was published or withdrawn takes precedence over the profile.
 *   <li>Keys of the baseline count as cached without an observation: their time of publication is unknown.
 * </ol>
 */
final class KeyHoldings {

    private final ForecastSubject subject;
    private final boolean modelled;

    KeyHoldings(ProviderSituation situation, Optional<Profile> profile, Optional<ObservedCache> observed) {
        this.subject = new ForecastSubject(
                situation,
                new KeyTimeline(situation),
                Outage.of(situation),
                profile.orElse(Profile.UNRECORDED),
                observed);
        this.modelled = profile.isPresent();
    }

    List<CachedKeyState> list() {
        List<CachedKeyState> holdings = new ArrayList<>();
        for (PublishedKey key : subject.timeline().published()) {
            holdings.add(subject.observedSince(key.publishedAt())
                    .map(cache -> seen(key, cache))
                    .orElseGet(() -> expected(key)));
        }
        for (ObservedKey key : subject.timeline().withdrawn()) {
            Instant at = key.withdrawal().orElseThrow().at();
            holdings.add(
                    subject.observedSince(at).map(cache -> seen(key, cache)).orElseGet(() -> expected(key, at)));
        }
        return holdings;
    }

    private CachedKeyState seen(PublishedKey key, ObservedCache cache) {
        Optional<Instant> heldBy = newKey(key).heldBy().filter(by -> by.isAfter(cache.at()));
        return cache.holds(key.identity())
                ? seen(key.identity(), true, Holds.HOLDS, cache, Optional.empty())
                : seen(key.identity(), true, Holds.LACKS, cache, heldBy);
    }

    private CachedKeyState seen(ObservedKey key, ObservedCache cache) {
        Optional<Instant> until = CacheExpectation.trustedUntil(
                        subject.profile(), key.withdrawal().orElseThrow().at(), subject.maxAge())
                .filter(end -> end.isAfter(cache.at()));
        return cache.holds(key.identity())
                ? seen(key.identity(), false, Holds.HOLDS, cache, until)
                : seen(key.identity(), false, Holds.LACKS, cache, Optional.empty());
    }

    private static CachedKeyState seen(
            KeyIdentity key, boolean published, Holds holds, ObservedCache cache, Optional<Instant> until) {
        String reason = (holds == Holds.HOLDS ? "the key was" : "the key was not") + " in its cache at "
                + Wording.of(cache.at());
        return new CachedKeyState(key, published, holds, true, Optional.of(cache.at()), until, reason);
    }

    private NewKey newKey(PublishedKey key) {
        return CacheExpectation.newKey(subject.profile(), key.publishedAt(), subject.maxAge(), subject.now());
    }

    private CachedKeyState expected(PublishedKey key) {
        if (modelled && key.atFirstSight()) {
            return expected(
                    key,
                    Holds.MUST_HOLD,
                    Optional.empty(),
                    Optional.empty(),
                    "the key was there before the watch began, and nobody knows since when");
        }
        NewKey known = newKey(key);
        return switch (known.holding()) {
            case HELD -> expected(key, Holds.MUST_HOLD, known.heldBy(), Optional.empty(), known.reason());
            case FETCHES_ON_DEMAND ->
                expected(key, Holds.FETCHES_ON_DEMAND, Optional.empty(), known.heldBy(), known.reason());
            case MAY_NOT_HOLD -> expected(key, Holds.MAY_LACK, Optional.empty(), known.heldBy(), known.reason());
            case NEVER_BY_ITSELF ->
                expected(key, Holds.LACKS_UNTIL_RESTART, Optional.empty(), Optional.empty(), known.reason());
            case UNKNOWN -> expected(key, Holds.UNKNOWN, Optional.empty(), Optional.empty(), known.reason());
        };
    }

    private static CachedKeyState expected(
            PublishedKey key, Holds holds, Optional<Instant> since, Optional<Instant> until, String reason) {
        return new CachedKeyState(key.identity(), true, holds, false, since, until, reason);
    }

    private CachedKeyState expected(ObservedKey key, Instant withdrawnAt) {
        WithdrawnKey known =
                CacheExpectation.withdrawnKey(subject.profile(), withdrawnAt, subject.maxAge(), subject.now());
        Holds holds = Holds.MUST_NOT_HOLD;
        if (known.mayStillTrust()) {
            holds = modelled ? Holds.MAY_HOLD : Holds.UNKNOWN;
        }
        boolean dropped = holds == Holds.MUST_NOT_HOLD;
        return new CachedKeyState(
                key.identity(),
                false,
                holds,
                false,
                dropped ? known.until() : Optional.empty(),
                dropped ? Optional.empty() : known.until(),
                known.reason());
    }
}
