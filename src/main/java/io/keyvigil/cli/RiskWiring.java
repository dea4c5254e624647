package io.keyvigil.cli;

import io.keyvigil.api.ChangeFeed;
import io.keyvigil.cache.CacheClient;
import io.keyvigil.cache.CacheLog;
import io.keyvigil.cache.CacheWatch;
import io.keyvigil.cache.HttpCacheClient;
import io.keyvigil.cache.NewestCaches;
import io.keyvigil.cache.ReportedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.profile.Profiles;
import io.keyvigil.risk.AssessmentSources;
import io.keyvigil.risk.RiskLog;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.store.Store;
import io.keyvigil.telemetry.BuildVersion;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.SigningWatch;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Creates the components that monitor consumers' caches and risks. */
@Singleton
final class RiskWiring {

    @Produces
    @Singleton
    Profiles profiles() {
        return Profiles.shipped();
    }

    @Produces
    @Singleton
    ServedFreshness servedLives() {
        return new ServedFreshness();
    }

    @Produces
    @Singleton
    Forecasts forecasts(ClockWatch clockWatch, Profiles profiles, NewestCaches caches, ServedFreshness lives) {
        return new Forecasts(() -> clockWatch.drift().known(), profiles, caches, lives);
    }

    @Produces
    @Singleton
    CacheWatch cacheWatch(Clock clock, BuildVersion version, WatchThreads threads) {
        CacheClient client = new HttpCacheClient(clock, HttpClientSettings.executor(), version.value());
        return new CacheWatch(client, List.of(new CacheLog()), clock, threads.executor());
    }

    @Produces
    @Singleton
    RiskWatch risks(
            KeyWatch watch,
            SigningWatch signing,
            Forecasts forecasts,
            ClockWatch clockWatch,
            WatchListSource source,
            HistoryKeeper keeper,
            Claims claims,
            KeyvigilConfig config,
            ChangeFeed changes,
            Store store,
            StoreThread storeThread,
            Clock clock) {
        AssessmentSources surroundings =
                new AssessmentSources(watch, forecasts, clockWatch, source, keeper, claims, config.consumerGrace());
        RiskWatch risks = new RiskWatch(surroundings, store.risks(), clock, storeThread);
        risks.listen(new RiskLog());
        risks.listen(changes);
        risks.listenToFollowed(changes);
        signing.listen(risks);
        return risks;
    }

    @Produces
    @Singleton
    ReportedCaches reportedCaches(Store store) {
        return new ReportedCaches(store.reports());
    }

    @Produces
    @Singleton
    NewestCaches caches(CacheWatch cacheWatch, ReportedCaches reportedCaches) {
        return new NewestCaches(cacheWatch, reportedCaches);
    }
}
