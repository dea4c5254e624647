package io.keyvigil.consumer;

import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the forecast and the review with all that the watch, its history, the clock and the caches' observation know. */
public final class Forecasts {

    private static final int MOST_EVENTS = 200;

    private final HistoryKeeper history;
    private final ClockWatch drifts;
    private final Profiles profiles;
    private final ObservedCaches caches;

    public Forecasts(HistoryKeeper history, ClockWatch drifts, Profiles profiles, ObservedCaches caches) {
        this.history = history;
        this.drifts = drifts;
        this.profiles = profiles;
        this.caches = caches;
    }

    /** The provider's side of every forecast for that tenant's consumers. */
    public ProviderSituation situation(WatchedTenant watched, Instant now) {
        ProviderSituation situation = ProviderSituation.of(watched.tenant(), watched.state(), events(watched), now);
        return drifts.drift()
                .known()
                .map(known -> situation.withDrift(new ClockDrift(known.offset(), known.errorBound())))
                .orElse(situation);
    }

    /** How that consumer fares with the situation's tenant. */
    public ConsumerForecast forecast(ProviderSituation situation, Consumer consumer) {
        return Forecast.of(situation)
                .of(
                        consumer,
                        profiles.effective(consumer),
                        caches.of(consumer.id(), situation.tenant().id()));
    }

    /** What its settings do not go with. */
    public List<ReviewRemark> review(ProviderSituation situation, Consumer consumer) {
        return Review.of(situation, consumer, profiles.effective(consumer));
    }

    private List<KeyEvent> events(WatchedTenant watched) {
        return history.events(watched.tenant().id(), Optional.empty(), OptionalLong.empty(), MOST_EVENTS).stream()
                .map(NumberedEvent::event)
                .toList();
    }
}
