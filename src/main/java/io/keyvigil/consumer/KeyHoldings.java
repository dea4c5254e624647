package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.consumer.KeyHolding.Holds;
import io.keyvigil.profile.Profile;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer holds of a tenant's signing keys, or must be expected to hold by now.
 *
 * <ol>
 *   <li>Pure. The published keys come first, then the withdrawn ones that the forecast looks at.
 *   <li>What was seen after the key came, or went, stands above the profile.
 *   <li>Keys of the first sight count as held where nothing was seen: nobody knows when they came.
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

    List<KeyHolding> list() {
        List<KeyHolding> holdings = new ArrayList<>();
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

    private KeyHolding seen(PublishedKey key, ObservedCache cache) {
        Optional<Instant> heldBy = newKey(key).heldBy().filter(by -> by.isAfter(cache.at()));
        return cache.holds(key.identity())
                ? seen(key.identity(), true, Holds.HOLDS, cache, Optional.empty())
                : seen(key.identity(), true, Holds.LACKS, cache, heldBy);
    }

    private KeyHolding seen(ObservedKey key, ObservedCache cache) {
        Optional<Instant> until = CacheExpectation.trustedUntil(
                        subject.profile(), key.withdrawal().orElseThrow().at(), subject.maxAge())
                .filter(end -> end.isAfter(cache.at()));
        return cache.holds(key.identity())
                ? seen(key.identity(), false, Holds.HOLDS, cache, until)
                : seen(key.identity(), false, Holds.LACKS, cache, Optional.empty());
    }

    private static KeyHolding seen(
            KeyIdentity key, boolean published, Holds holds, ObservedCache cache, Optional<Instant> until) {
        String reason = (holds == Holds.HOLDS ? "the key was" : "the key was not") + " in its cache at "
                + Wording.of(cache.at());
        return new KeyHolding(key, published, holds, true, Optional.of(cache.at()), until, reason);
    }

    private NewKey newKey(PublishedKey key) {
        return CacheExpectation.newKey(subject.profile(), key.publishedAt(), subject.maxAge(), subject.now());
    }

    private KeyHolding expected(PublishedKey key) {
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

    private static KeyHolding expected(
            PublishedKey key, Holds holds, Optional<Instant> since, Optional<Instant> until, String reason) {
        return new KeyHolding(key.identity(), true, holds, false, since, until, reason);
    }

    private KeyHolding expected(ObservedKey key, Instant withdrawnAt) {
        WithdrawnKey known =
                CacheExpectation.withdrawnKey(subject.profile(), withdrawnAt, subject.maxAge(), subject.now());
        Holds holds = Holds.MUST_NOT_HOLD;
        if (known.mayStillTrust()) {
            holds = modelled ? Holds.MAY_HOLD : Holds.UNKNOWN;
        }
        boolean dropped = holds == Holds.MUST_NOT_HOLD;
        return new KeyHolding(
                key.identity(),
                false,
                holds,
                false,
                dropped ? known.until() : Optional.empty(),
                dropped ? Optional.empty() : known.until(),
                known.reason());
    }
}
