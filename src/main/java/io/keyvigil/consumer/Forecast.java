package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profile;
import io.keyvigil.tenant.Consumer;
import java.util.Optional;

/**
 * Forecasts which consumers of one tenant decide wrongly, and when.
 *
 * <ol>
 *   <li>Pure. One instance per tenant and time, used for each consumer.
 *   <li>Past exposures are omitted; the others are ordered by their start.
 *   <li>An observation of the cache after the change determines its content; the profile determines what happens next.
 *   <li>Unrecorded values count as the worst case. Without a profile and an observed cache there is no forecast.
 * </ol>
 *
 * Does not consider restarts of the consumer, or its network.
 */
public final class Forecast {

    private final ProviderSituation situation;
    private final KeyTimeline timeline;
    private final Optional<Outage> outage;

    private Forecast(ProviderSituation situation) {
        this.situation = situation;
        this.timeline = new KeyTimeline(situation);
        this.outage = Outage.of(situation);
    }

    public static Forecast of(ProviderSituation situation) {
        return new Forecast(situation);
    }

    /**
     * Returns the forecast for that consumer.
     *
     * @param profile its effective profile
     */
    public ConsumerForecast of(Consumer consumer, Optional<Profile> profile, Optional<ObservedCache> observed) {
        Exposures exposures = new Exposures(situation.now());
        if (profile.isPresent() || observed.isPresent()) {
            ForecastSubject subject =
                    new ForecastSubject(situation, timeline, outage, profile.orElse(Profile.UNRECORDED), observed);
            new NewKeyForecast(subject, exposures).add();
            new EarlyWithdrawalForecast(subject, exposures).add();
            new WithdrawnKeyForecast(subject, exposures).add();
            new ProviderForecast(subject, exposures).add();
            new AfterOutageForecast(subject, exposures).add();
            new ClockForecast(subject, exposures).add();
        }
        return new ConsumerForecast(consumer.id(), situation.tenant().id(), exposures.inOrder());
    }
}
