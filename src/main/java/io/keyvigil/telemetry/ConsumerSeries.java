package io.keyvigil.telemetry;

import io.keyvigil.cache.CacheState;
import io.keyvigil.cache.NewestCaches;
import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.WatchedTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Renders the series of consumers from their forecasts at scrape time. A consumer with neither a profile nor an observed cache
 * has no exposure series: zeros would mean that all is well.
 */
final class ConsumerSeries {

    private static final ExposureCause[] CAUSES =
            Arrays.stream(ExposureCause.values()).filter(ExposureCause::metric).toArray(ExposureCause[]::new);

    private final Exposition page;
    private final Forecasts forecasts;
    private final NewestCaches caches;
    private final Instant now;

    ConsumerSeries(Exposition page, Forecasts forecasts, NewestCaches caches, Instant now) {
        this.page = page;
        this.forecasts = forecasts;
        this.caches = caches;
        this.now = now;
    }

    void write(Collection<WatchedTenant> tenants, WatchList watchList) {
        List<ConsumerForecast> known = new ArrayList<>();
        tenants.stream()
                .filter(watched -> !watched.tenant().consumers().isEmpty())
                .forEach(watched -> forecast(watched, watchList, known));
        boolean withZeros = tenants.size() <= TenantSeries.MOST_TENANTS_WITH_ZEROS;
        page.begin(MetricFamily.CONSUMER_EXPOSED);
        known.forEach(forecast -> exposed(forecast, withZeros));
        page.begin(MetricFamily.CONSUMER_SAFE);
        known.stream().filter(ConsumerForecast::hasExposure).forEach(this::safe);
        page.begin(MetricFamily.CONSUMER_CACHE_UP);
        watchList.consumers().keySet().forEach(this::cacheUp);
    }

    private void forecast(WatchedTenant watched, WatchList watchList, List<ConsumerForecast> known) {
        ProviderSituation situation = forecasts.situation(watched, now);
        for (ConsumerId id : watched.tenant().consumers()) {
            Consumer consumer = watchList.consumers().get(id);
            if (consumer != null && forecasts.knows(consumer, situation)) {
                known.add(forecasts.forecast(situation, consumer));
            }
        }
    }

    private void exposed(ConsumerForecast forecast, boolean withZeros) {
        for (ExposureCause cause : CAUSES) {
            boolean exposed = forecast.exposedAt(now, cause);
            if (exposed || withZeros) {
                page.sample(
                        exposed ? 1 : 0,
                        forecast.tenant().value(),
                        forecast.consumer().value(),
                        cause.code());
            }
        }
    }

    private void safe(ConsumerForecast forecast) {
        String[] labels = {forecast.tenant().value(), forecast.consumer().value()};
        forecast.safeAt().ifPresentOrElse(end -> page.sample(end, labels), () -> page.sampleInfinite(labels));
    }

    private void cacheUp(ConsumerId consumer) {
        caches.state(consumer)
                .filter(state -> state.lastAttempt().isPresent())
                .map(CacheState::failure)
                .ifPresent(failure -> page.sample(failure.isEmpty() ? 1 : 0, consumer.value()));
    }
}
