package io.keyvigil.cache;

import io.keyvigil.cache.CacheReports.Pair;
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

    /** How reading that consumer's cache goes; empty where it is not read. */
    public Optional<CacheState> state(ConsumerId consumer) {
        return read.state(consumer);
    }

    /** Takes a consumer's report. The caller makes sure that the watch list has the pair. */
    public void report(Pair pair, ObservedCache report) {
        reported.report(pair, report);
    }

    public Optional<CacheObservation> observation(ConsumerId consumer, TenantId tenant) {
        return Stream.of(read.observation(consumer), reported.observation(new Pair(consumer, tenant)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(observation -> observation.cache().at()));
    }
}
