package io.keyvigil.consumer;

import io.keyvigil.consumer.CacheReports.Pair;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What consumers really hold: by their own report or by a look into their cache, whichever is newer. A cache that is read is
 * one for all of the consumer's tenants: each tenant's keys are looked for in it by thumbprint and kid.
 */
public final class NewestCaches implements ObservedCaches {

    private final CacheWatch read;
    private final ReportedCaches reported;

    public NewestCaches(CacheWatch read, ReportedCaches reported) {
        this.read = read;
        this.reported = reported;
    }

    @Override
    public Optional<ObservedCache> of(ConsumerId consumer, TenantId tenant) {
        return observation(consumer, tenant).map(CacheObservation::cache);
    }

    public Optional<CacheObservation> observation(ConsumerId consumer, TenantId tenant) {
        return Stream.of(read.observation(consumer), reported.observation(new Pair(consumer, tenant)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(observation -> observation.cache().at()));
    }
}
