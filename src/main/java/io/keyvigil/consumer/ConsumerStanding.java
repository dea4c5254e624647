package io.keyvigil.consumer;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.profile.Profile;
import io.keyvigil.tenant.Consumer;
import java.util.Optional;

/**
 * One consumer at one tenant: what is known of it, and how it fares.
 *
 * @param profile its effective one; empty where only its cache is observed
 * @param cache what was seen of its cache last
 */
public record ConsumerStanding(
        Consumer consumer, Optional<Profile> profile, Optional<ObservedCache> cache, ConsumerForecast forecast) {}
