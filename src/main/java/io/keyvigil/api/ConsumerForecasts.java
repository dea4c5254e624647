package io.keyvigil.api;

import io.keyvigil.consumer.ClockDrift;
import io.keyvigil.consumer.Forecast;
import io.keyvigil.consumer.Profile;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.consumer.Review;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the forecast for one consumer after the other, with what the watch, its history and the clock know now. */
@Singleton
class ConsumerForecasts {

    private static final int MOST_EVENTS = 200;

    private final KeyWatch watch;
    private final HistoryKeeper history;
    private final ClockWatch drifts;
    private final Profiles profiles;
    private final Clock clock;

    ConsumerForecasts(KeyWatch watch, HistoryKeeper history, ClockWatch drifts, Profiles profiles, Clock clock) {
        this.watch = watch;
        this.history = history;
        this.drifts = drifts;
        this.profiles = profiles;
        this.clock = clock;
    }

    ConsumerRow of(Consumer consumer) {
        Instant now = clock.instant();
        List<ConsumerRow.TenantOfConsumer> tenants = watch.tenants().stream()
                .filter(watched -> watched.tenant().consumers().contains(consumer.id()))
                .map(watched -> of(consumer, watched, now))
                .toList();
        return new ConsumerRow(consumer.id().value(), consumer.profile(), tenants);
    }

    private ConsumerRow.TenantOfConsumer of(Consumer consumer, WatchedTenant watched, Instant now) {
        ProviderSituation situation = situation(watched, now);
        Optional<Profile> profile = profiles.effective(consumer);
        return ConsumerRow.TenantOfConsumer.of(
                Forecast.of(situation).of(consumer, profile, Optional.empty()),
                Review.of(situation, consumer, profile),
                now);
    }

    private ProviderSituation situation(WatchedTenant watched, Instant now) {
        ProviderSituation situation = ProviderSituation.of(
                watched.tenant(), watched.state(), events(watched.tenant().id()), now);
        return drifts.drift()
                .known()
                .map(known -> situation.withDrift(new ClockDrift(known.offset(), known.errorBound())))
                .orElse(situation);
    }

    private List<KeyEvent> events(TenantId tenant) {
        return history.events(tenant, Optional.empty(), OptionalLong.empty(), MOST_EVENTS).stream()
                .map(NumberedEvent::event)
                .toList();
    }
}
