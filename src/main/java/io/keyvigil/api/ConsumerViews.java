package io.keyvigil.api;

import io.keyvigil.cache.NewestCaches;
import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /** How a consumer fares with a tenant. */
    private record Fate(ProviderSituation situation, ConsumerForecast forecast) {}

    /** The consumer with its tenants among these. */
    ConsumerRow of(Consumer consumer, Collection<WatchedTenant> among) {
        Instant now = clock.instant();
        List<Fate> fates = fates(consumer, among, now);
        return row(consumer, fates, fates, now);
    }

    /** The consumer with so many of its tenants among these, the worst first. */
    ConsumerRow ofWorst(Consumer consumer, Collection<WatchedTenant> among, int most) {
        Instant now = clock.instant();
        List<Fate> fates = fates(consumer, among, now);
        Comparator<Fate> worstFirst = Comparator.<Fate, Boolean>comparing(
                        fate -> fate.forecast().exposedAt(now))
                .thenComparing(fate -> fate.forecast().exposures().size())
                .reversed();
        return row(
                consumer, fates, fates.stream().sorted(worstFirst).limit(most).toList(), now);
    }

    private List<Fate> fates(Consumer consumer, Collection<WatchedTenant> among, Instant now) {
        return among.stream()
                .filter(watched -> watched.tenant().consumers().contains(consumer.id()))
                .map(watched -> forecasts.situation(watched, now))
                .map(situation -> new Fate(situation, forecasts.forecast(situation, consumer)))
                .toList();
    }

    private ConsumerRow row(Consumer consumer, List<Fate> fates, List<Fate> shown, Instant now) {
        return new ConsumerRow(
                consumer.id().value(),
                consumer.profile(),
                new TreeMap<>(consumer.overrides()),
                consumer.profileFrom(profiles).map(ProfileFigures::of),
                consumer.cachedKeys()
                        .flatMap(place -> caches.state(consumer.id()).map(state -> CacheView.of(place, state))),
                fates.size(),
                (int) fates.stream()
                        .filter(fate -> fate.forecast().exposedAt(now))
                        .count(),
                shown.stream().map(fate -> tenant(fate, consumer, now)).toList());
    }

    private ConsumerRow.TenantOfConsumer tenant(Fate fate, Consumer consumer, Instant now) {
        return ConsumerRow.TenantOfConsumer.of(
                fate.forecast(),
                HoldingsView.of(
                        caches.observation(consumer.id(), fate.forecast().tenant()),
                        forecasts.holdings(fate.situation(), consumer)),
                forecasts.review(fate.situation(), consumer),
                now);
    }
}
