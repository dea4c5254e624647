package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profile;
import io.keyvigil.tenant.Consumer;
import java.util.Optional;

/**
 * One consumer at one tenant: its profile, cache and forecast.
 *
 * @param profile its effective profile; empty if only its cache is observed
 * @param cache the last observation of its cache
 */
public record ConsumerAtTenant(
        Consumer consumer, Optional<Profile> profile, Optional<ObservedCache> cache, ConsumerForecast forecast) {}
