package io.keyvigil.testing;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.profile.Profiles;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.risk.AssessmentSources;
import io.keyvigil.risk.RiskListener;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.SigningWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A key watch whose fetches a test scripts, and what a watch over risks asks, put together as in the service. */
record ScriptedWatch(
        MutableClock clock,
        MemoryHistory history,
        ClockWatch drifts,
        KeyWatch keys,
        SigningWatch signing,
        AssessmentSources surroundings) {

    private static final Profiles SHIPPED = Profiles.shipped();
    private static final Duration GRACE = Duration.ofMinutes(10);

    static ScriptedWatch of(MutableClock clock, ProviderClient provider, ObservedCaches observed, Claims claims) {
        MemoryHistory history = new MemoryHistory();
        HistoryKeeper keeper = new HistoryKeeper(history, Runnable::run);
        ServedFreshness lives = new ServedFreshness();
        ClockWatch drifts = ClockWatch.of(clock, Runnable::run, ClockWatch.DEFAULT_THRESHOLD);
        KeyWatch keys = new KeyWatch(provider, history, keeper, claims, List.of(lives), clock, Runnable::run, 1);
        Forecasts forecasts = new Forecasts(() -> drifts.drift().known(), SHIPPED, observed, lives);
        WatchListSource source = new WatchListSource(Optional.empty(), Optional.empty(), WatchListSource.OnError.FAIL);
        return new ScriptedWatch(
                clock,
                history,
                drifts,
                keys,
                new SigningWatch(keys, clock, Runnable::run),
                new AssessmentSources(keys, forecasts, drifts, source, keeper, claims, GRACE));
    }

    /** A watch over the risks of these keys, which nobody calls yet. */
    RiskWatch risks(RiskListener listener) {
        RiskWatch risks = new RiskWatch(surroundings, history, clock, Runnable::run);
        risks.listen(listener);
        return risks;
    }
}
