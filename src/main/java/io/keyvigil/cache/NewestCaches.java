package io.keyvigil.cache;

import io.keyvigil.cache.CacheReports.Pair;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that consumers really hold, as reported or as read, whichever is newer. A cache that is read is shared by all
 * tenants of the consumer: the keys of each tenant are found in it by thumbprint and kid.
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

    /** The state of reading that consumer's cache; empty if it is not read. */
    public Optional<CacheState> state(ConsumerId consumer) {
        return read.state(consumer);
    }

    /** Accepts a consumer's report. The caller ensures that the watch list contains the pair. */
    public void report(Pair pair, ObservedCache report) {
        reported.report(pair, report);
    }

    public Optional<CacheObservation> observation(ConsumerId consumer, TenantId tenant) {
        return Stream.of(read.observation(consumer), reported.observation(new Pair(consumer, tenant)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(observation -> observation.cache().at()));
    }
}
