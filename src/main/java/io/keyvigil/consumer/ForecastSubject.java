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
 * One consumer at one tenant, as input of the parts of a forecast.
 *
 * @param observed its real cache; takes precedence over the profile
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

    /** The lifetime of a set that it fetches now; as before the latest change if the provider gives none. */
    Bound life() {
        return profile.refresh().life(situation.state().maxAge().or(situation::maxAge));
    }

    /** How long one fetch can block the next; zero if unknown, or if it equals the lifetime of the cache. */
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

    /** Whether its cache was observed after that time: its content is then known, not modeled. */
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
