package io.keyvigil.consumer;

import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the forecast and the review with all that the watch, the clock and the caches' observation know. */
public final class Forecasts {

    private final ClockWatch drifts;
    private final Profiles profiles;
    private final ObservedCaches caches;

    public Forecasts(ClockWatch drifts, Profiles profiles, ObservedCaches caches) {
        this.drifts = drifts;
        this.profiles = profiles;
        this.caches = caches;
    }

    /** The provider's side of every forecast for that tenant's consumers. */
    public ProviderSituation situation(WatchedTenant watched, Instant now) {
        return situation(watched, drifts.drift(), now);
    }

    /** The same, where the clock's drift is known already. */
    public ProviderSituation situation(WatchedTenant watched, io.keyvigil.ntp.ClockDrift drift, Instant now) {
        TenantState state = watched.state();
        ProviderSituation situation = ProviderSituation.of(watched.tenant(), state, state.recentEvents(), now);
        return drift.known()
                .map(known -> situation.withDrift(new ClockDrift(known.offset(), known.errorBound())))
                .orElse(situation);
    }

    /** How that consumer fares with the situation's tenant. */
    public ConsumerForecast forecast(ProviderSituation situation, Consumer consumer) {
        return standings(situation, List.of(consumer)).get(0).forecast();
    }

    /** How these consumers fare with the situation's tenant, and what is known of them; in their order. */
    public List<ConsumerStanding> standings(ProviderSituation situation, List<Consumer> consumers) {
        if (consumers.isEmpty()) {
            return List.of();
        }
        Forecast forecast = Forecast.of(situation);
        List<ConsumerStanding> standings = new ArrayList<>(consumers.size());
        for (Consumer consumer : consumers) {
            Optional<Profile> profile = profiles.effective(consumer);
            Optional<ObservedCache> cache =
                    caches.of(consumer.id(), situation.tenant().id());
            standings.add(new ConsumerStanding(consumer, profile, cache, forecast.of(consumer, profile, cache)));
        }
        return standings;
    }

    /** Its effective profile; empty where the watch list names none. */
    public Optional<Profile> profile(Consumer consumer) {
        return profiles.effective(consumer);
    }

    /** What its settings do not go with. */
    public List<ReviewRemark> review(ProviderSituation situation, Consumer consumer) {
        return Review.of(situation, consumer, profiles.effective(consumer));
    }

    /** What it holds of the situation's tenant's signing keys, or must be expected to hold by now. */
    public List<KeyHolding> holdings(ProviderSituation situation, Consumer consumer) {
        return new KeyHoldings(
                        situation,
                        profiles.effective(consumer),
                        caches.of(consumer.id(), situation.tenant().id()))
                .list();
    }

    /** Whether anything is known of how it caches; a forecast of nothing would look as if all were well. */
    public boolean knows(Consumer consumer, ProviderSituation situation) {
        return consumer.profile().isPresent()
                || caches.of(consumer.id(), situation.tenant().id()).isPresent();
    }
}
