package io.keyvigil.api;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.NewestCaches;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Gathers what is known of a consumer: how it caches, what it holds of each tenant's keys, and how it fares with them. */
@Singleton
final class ConsumerViews {

    private final KeyWatch watch;
    private final Forecasts forecasts;
    private final Profiles profiles;
    private final NewestCaches caches;
    private final Clock clock;

    ConsumerViews(KeyWatch watch, Forecasts forecasts, Profiles profiles, NewestCaches caches, Clock clock) {
        this.watch = watch;
        this.forecasts = forecasts;
        this.profiles = profiles;
        this.caches = caches;
        this.clock = clock;
    }

    /** The consumer with all of its tenants. */
    ConsumerRow of(Consumer consumer) {
        return of(
                consumer,
                watch.tenants().stream()
                        .filter(watched -> watched.tenant().consumers().contains(consumer.id()))
                        .toList());
    }

    /** The consumer with these of its tenants. */
    ConsumerRow of(Consumer consumer, List<WatchedTenant> tenants) {
        Instant now = clock.instant();
        return new ConsumerRow(
                consumer.id().value(),
                consumer.profile(),
                new TreeMap<>(consumer.overrides()),
                profiles.effective(consumer).map(ProfileFigures::of),
                consumer.cachedKeys()
                        .flatMap(place -> caches.state(consumer.id()).map(state -> CacheView.of(place, state))),
                tenants.stream().map(watched -> tenant(watched, consumer, now)).toList());
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
