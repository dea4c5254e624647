package io.keyvigil.api;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.NewestCaches;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;

/** Gathers what is known of a consumer: how it caches, what it holds of each tenant's keys, and how it fares with them. */
@Singleton
final class ConsumerViews {

    private final Forecasts forecasts;
    private final Profiles profiles;
    private final NewestCaches caches;
    private final Clock clock;

    ConsumerViews(Forecasts forecasts, Profiles profiles, NewestCaches caches, Clock clock) {
        this.forecasts = forecasts;
        this.profiles = profiles;
        this.caches = caches;
        this.clock = clock;
    }

    /** The consumer with its tenants among these. */
    ConsumerRow of(Consumer consumer, Collection<WatchedTenant> among) {
        Instant now = clock.instant();
        return new ConsumerRow(
                consumer.id().value(),
                consumer.profile(),
                new TreeMap<>(consumer.overrides()),
                profiles.effective(consumer).map(ProfileFigures::of),
                consumer.cachedKeys()
                        .flatMap(place -> caches.state(consumer.id()).map(state -> CacheView.of(place, state))),
                among.stream()
                        .filter(watched -> watched.tenant().consumers().contains(consumer.id()))
                        .map(watched -> tenant(watched, consumer, now))
                        .toList());
    }

    private ConsumerRow.TenantOfConsumer tenant(WatchedTenant watched, Consumer consumer, Instant now) {
        ProviderSituation situation = forecasts.situation(watched, now);
        return ConsumerRow.TenantOfConsumer.of(
                forecasts.forecast(situation, consumer),
                HoldingsView.of(
                        caches.observation(consumer.id(), watched.tenant().id()),
                        forecasts.holdings(situation, consumer)),
                forecasts.review(situation, consumer),
                now);
    }
}
