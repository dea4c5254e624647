package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.ntp.ClockDrift.Known;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the forecast and the review with all that the watch, the clock and the caches' observation know. */
public final class Forecasts {

    private final Supplier<Optional<Known>> drift;
    private final Profiles profiles;
    private final ObservedCaches caches;
    private final ServedFreshness lives;

    /** @param drift of this machine's clock, as far as it is known */
    public Forecasts(Supplier<Optional<Known>> drift, Profiles profiles, ObservedCaches caches, ServedFreshness lives) {
        this.drift = drift;
        this.profiles = profiles;
        this.caches = caches;
        this.lives = lives;
    }

    /** The provider's side of every forecast for that tenant's consumers. */
    public ProviderSituation situation(WatchedTenant watched, Instant now) {
        return situation(watched, drift.get(), now);
    }

    /** The same with a known clock offset. */
    public ProviderSituation situation(WatchedTenant watched, Optional<Known> drift, Instant now) {
        ProviderSituation situation = situation(watched.tenant(), watched.state(), now);
        return drift.map(known -> situation.withDrift(new ClockDrift(known.offset(), known.errorBound())))
                .orElse(situation);
    }

    /** The same, as far as the clock does not matter. */
    public ProviderSituation situation(Tenant tenant, TenantState state, Instant now) {
        return ProviderSituation.of(tenant, state, state.recentEvents(), now)
                .withMaxAge(lives.maxAge(tenant.id(), state));
    }

    /** Returns the forecast for that consumer at the situation's tenant. */
    public ConsumerForecast forecast(ProviderSituation situation, Consumer consumer) {
        return parties(situation, List.of(consumer)).get(0).forecast();
    }

    /** Returns these consumers at the situation's tenant, in their order. */
    public List<ConsumerAtTenant> parties(ProviderSituation situation, List<Consumer> consumers) {
        if (consumers.isEmpty()) {
            return List.of();
        }
        Forecast forecast = Forecast.of(situation);
        List<ConsumerAtTenant> parties = new ArrayList<>(consumers.size());
        for (Consumer consumer : consumers) {
            parties.add(party(
                    forecast, consumer, observed(consumer, situation.tenant().id())));
        }
        return parties;
    }

    /** Returns that consumer at the situation's tenant with this observation of its cache. */
    public ConsumerAtTenant party(ProviderSituation situation, Consumer consumer, Optional<ObservedCache> cache) {
        return party(Forecast.of(situation), consumer, cache);
    }

    private ConsumerAtTenant party(Forecast forecast, Consumer consumer, Optional<ObservedCache> cache) {
        Optional<Profile> profile = consumer.profileFrom(profiles);
        return new ConsumerAtTenant(consumer, profile, cache, forecast.of(consumer, profile, cache));
    }

    /** The last observation of its cache. */
    public Optional<ObservedCache> observed(Consumer consumer, TenantId tenant) {
        return caches.of(consumer.id(), tenant);
    }

    /** Its effective profile; empty if the watch list names none. */
    public Optional<Profile> profile(Consumer consumer) {
        return consumer.profileFrom(profiles);
    }

    /** The conflicts between its settings and its provider. */
    public List<ReviewRemark> review(ProviderSituation situation, Consumer consumer) {
        return Review.of(situation, consumer, consumer.profileFrom(profiles));
    }

    /** The signing keys of the situation's tenant in its cache, as observed or expected. */
    public List<CachedKeyState> holdings(ProviderSituation situation, Consumer consumer) {
        return new KeyHoldings(
                        situation,
                        consumer.profileFrom(profiles),
                        caches.of(consumer.id(), situation.tenant().id()))
                .list();
    }

    /** Whether anything is known of how it caches; a forecast of nothing would look as if all were well. */
    public boolean knows(Consumer consumer, ProviderSituation situation) {
        return consumer.profile().isPresent()
                || caches.of(consumer.id(), situation.tenant().id()).isPresent();
    }
}
