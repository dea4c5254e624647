package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Bound;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Recorded;
import io.keyvigil.profile.UnknownKid.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One consumer at one tenant: what the parts of a forecast look at.
 *
 * @param observed its real cache, which stands above the profile where it is known
 */
record ForecastSubject(
        ProviderSituation situation,
        KeyTimeline timeline,
        Optional<Outage> outage,
        Profile profile,
        Optional<ObservedCache> observed) {

    private static final Duration DEFAULT_LEEWAY = Duration.ofMinutes(1);

    Instant now() {
        return situation.now();
    }

    Optional<Duration> maxAge() {
        return situation.maxAge();
    }

    /** Of what it fetches now; as before the latest change where the provider does not say. */
    Bound life() {
        return profile.refresh().life(situation.state().maxAge().or(situation::maxAge));
    }

    /** How long one fetch can forbid the next; zero where that is not known, or is as long as the life of the cache. */
    Duration cooldown() {
        return profile.unknownKid().cooldown().duration().orElse(Duration.ZERO);
    }

    /** Whether the keys that it holds serve it for as long as it cannot fetch. */
    boolean outlivesOutages() {
        return profile.refresh().maximumLife().isEmpty()
                && (profile.onFetchFailure().keepsOldKeys() == Recorded.YES || life().isUnbounded());
    }

    /** Whether it never reads the keys again, whatever comes. */
    boolean readsOnce() {
        return profile.unknownKid().reaction() == Reaction.NONE
                && profile.badSignature().refetches() == Recorded.NO
                && life().isUnbounded();
    }

    /** What it saw of the provider's keys from that moment on is known, not modelled. */
    Optional<ObservedCache> observedSince(Instant moment) {
        return observed.filter(cache -> !cache.at().isBefore(moment));
    }

    /** How long after its issue a token is accepted at most. */
    Duration accepted() {
        return situation
                .tenant()
                .tokenLifetime()
                .plus(profile.leeway().expiry().or(situation.tenant()::leeway).orElse(DEFAULT_LEEWAY));
    }
}
