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
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Collects the data about a consumer: its caching behavior, and per tenant the state of its cache and its forecast. */
@Singleton
final class ConsumerViews {

    /** The maximum number of tenants per consumer, and for all consumers of a page. */
    static final int MAX_TENANTS = 1_000;

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

    /** The forecast for a consumer at a tenant. */
    private record Placed(ProviderSituation situation, ConsumerForecast forecast) {}

    /**
     * Returns the consumer with a limited number of its tenants among these: all of them by id, or the worst first. Only that
     * many are kept in memory: 10,000 tenants, which any caller can request, would fill the heap.
     */
    ConsumerRow of(Consumer consumer, Collection<WatchedTenant> among, int most) {
        Instant now = clock.instant();
        Comparator<Placed> worstFirst = Comparator.<Placed, Boolean>comparing(
                        placed -> placed.forecast().exposedAt(now))
                .thenComparing(placed -> placed.forecast().exposures().size())
                .reversed()
                .thenComparing(placed -> placed.forecast().tenant());
        PriorityQueue<Placed> worst = new PriorityQueue<>(worstFirst.reversed());
        int exposed = 0;
        int all = 0;
        for (WatchedTenant watched : among) {
            if (watched.tenant().consumers().contains(consumer.id())) {
                ProviderSituation situation = forecasts.situation(watched, now);
                Placed placed = new Placed(situation, forecasts.forecast(situation, consumer));
                all++;
                exposed += placed.forecast().exposedAt(now) ? 1 : 0;
                worst.add(placed);
                if (worst.size() > most) {
                    worst.poll();
                }
            }
        }
        Comparator<Placed> order =
                all <= most ? Comparator.comparing(placed -> placed.forecast().tenant()) : worstFirst;
        return row(consumer, all, exposed, worst.stream().sorted(order).toList(), now);
    }

    private ConsumerRow row(Consumer consumer, int all, int exposed, List<Placed> shown, Instant now) {
        return new ConsumerRow(
                consumer.id().value(),
                consumer.profile(),
                new TreeMap<>(consumer.overrides()),
                consumer.profileFrom(profiles).map(ProfileFigures::of),
                consumer.cachedKeys()
                        .flatMap(place -> caches.state(consumer.id()).map(state -> CacheView.of(place, state))),
                all,
                exposed,
                shown.stream().map(placed -> tenant(placed, consumer, now)).toList());
    }

    private ConsumerRow.TenantOfConsumer tenant(Placed placed, Consumer consumer, Instant now) {
        return ConsumerRow.TenantOfConsumer.of(
                placed.forecast(),
                HoldingsView.of(
                        caches.observation(consumer.id(), placed.forecast().tenant()),
                        forecasts.holdings(placed.situation(), consumer)),
                forecasts.review(placed.situation(), consumer),
                now);
    }
}
