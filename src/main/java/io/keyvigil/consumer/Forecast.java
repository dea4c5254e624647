package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.Consumer;
import java.util.Optional;

/**
 * Who breaks when: what the keys of one tenant mean for its consumers (the rules are those of the consumer profiles'
 * reference, sections 7 and 8).
 *
 * <ol>
 *   <li>Pure. One is made a tenant and moment, and asked for each consumer.
 *   <li>Exposures that are over are left out; the others come in the order of their beginning.
 *   <li>An observed cache says what is held, as far as it is younger than the change; the profile says what happens next.
 *   <li>What is not recorded counts against the consumer, as worst case; without a profile and an observed cache nothing is
 *       said at all.
 * </ol>
 *
 * The consumer's restarts are left to others, as is what its own network does.
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
     * How that consumer fares.
     *
     * @param profile its effective one, see {@link Profiles#effective}
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
