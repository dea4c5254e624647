package io.keyvigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.admission.BodyBudget;
import io.keyvigil.admission.Connections;
import io.keyvigil.api.AccessSettings;
import io.keyvigil.api.CallerRate;
import io.keyvigil.api.ChangeFeed;
import io.keyvigil.api.KnownHosts;
import io.keyvigil.api.ProbeAllowance;
import io.keyvigil.api.ProbeLimit;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.diagnosis.DiagnosisListener;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.SubjectPseudonym;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.diagnosis.WatchedSubjects;
import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.provider.AddressPolicy;
import io.keyvigil.provider.CanaryClient;
import io.keyvigil.provider.HttpCanaryClient;
import io.keyvigil.provider.HttpProviderClient;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.store.InstanceKey;
import io.keyvigil.store.Store;
import io.keyvigil.store.StoredWatchList;
import io.keyvigil.telemetry.BuildVersion;
import io.keyvigil.telemetry.DiagnosisMeters;
import io.keyvigil.telemetry.MetricsSelection;
import io.keyvigil.telemetry.PollMeters;
import io.keyvigil.tenant.Addresses;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.CanaryWatch;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyChangeLog;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.ProbedTenants;
import io.keyvigil.watch.ReplicaWatch;
import io.keyvigil.watch.SigningWatch;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the components that do not depend on the framework. */
@Singleton
final class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return systemClock();
    }

    /** The wall clock, which is read only here. */
    static Clock systemClock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    BuildVersion version(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new BuildVersion(version);
    }

    @Produces
    @Singleton
    ProviderClient provider(Clock clock, BuildVersion version, KeyvigilConfig config) {
        AddressPolicy policy = config.providerPublicOnly() ? AddressPolicy.PUBLIC_STAYS_PUBLIC : AddressPolicy.ANY;
        return new HttpProviderClient(clock, HttpClientSettings.executor(), version.value(), policy);
    }

    @Produces
    @Singleton
    KeyHistory history(Store store) {
        return store.history();
    }

    @Produces
    @Singleton
    HistoryKeeper keeper(KeyHistory history, StoreThread storeThread) {
        return new HistoryKeeper(history, storeThread);
    }

    @Produces
    @Singleton
    KeyWatch watch(
            ProviderClient provider,
            KeyHistory history,
            HistoryKeeper keeper,
            Claims claims,
            MeterRegistry registry,
            Clock clock,
            WatchThreads threads,
            KeyvigilConfig config,
            ClockSources clockSources,
            ServedFreshness lives,
            ChangeFeed changes) {
        return new KeyWatch(
                provider,
                history,
                keeper,
                claims,
                List.of(new KeyChangeLog(), new PollMeters(registry), clockSources, lives, changes),
                // Same precision as stored times: all processes that share a store report the same times.
                Clock.tick(clock, Duration.ofMillis(1)),
                threads.executor(),
                config.pollParallel());
    }

    @Produces
    @Singleton
    ChangeFeed changes(ObjectMapper json, Clock clock) {
        return new ChangeFeed(json, clock);
    }

    @Produces
    @Singleton
    ReplicaWatch replicas(KeyWatch watch, KeyHistory history, HistoryKeeper keeper, Claims claims, ChangeFeed changes) {
        return new ReplicaWatch(watch, history, keeper, claims, changes);
    }

    @Produces
    @Singleton
    SigningWatch signingWatch(KeyWatch watch, ChangeFeed changes, Clock clock, WatchThreads threads) {
        SigningWatch signing = new SigningWatch(watch, clock, threads.executor());
        signing.listen(changes);
        return signing;
    }

    @Produces
    @Singleton
    CanaryWatch canaryWatch(
            KeyWatch watch, SigningWatch signing, Clock clock, BuildVersion version, WatchThreads threads) {
        CanaryClient client = new HttpCanaryClient(clock, HttpClientSettings.executor(), version.value());
        return new CanaryWatch(watch, signing, client, clock, threads.executor());
    }

    @Produces
    @Singleton
    MessageCatalog messageCatalog() {
        return new MessageCatalog();
    }

    @Produces
    @Singleton
    ClockWatch clockWatch(Clock clock, WatchThreads threads) {
        return ClockWatch.of(clock, threads.executor(), ClockWatch.DEFAULT_THRESHOLD);
    }

    @Produces
    @Singleton
    ClockSources clockSources(ClockWatch clock) {
        return new ClockSources(clock);
    }

    @Produces
    @Singleton
    ProbedTenants probedTenants(ProviderClient provider, Clock clock, BuildVersion version) {
        ProviderClient publicOnly =
                new HttpProviderClient(clock, HttpClientSettings.executor(), version.value(), AddressPolicy.PUBLIC);
        return new ProbedTenants(provider, publicOnly, clock);
    }

    @Produces
    @Singleton
    ProbeLimit probeLimit(KeyvigilConfig config) {
        return new ProbeLimit(config.probeRate());
    }

    @Produces
    @Singleton
    ProbeAllowance probeAllowance(KeyvigilConfig config) {
        return new ProbeAllowance(config.probeAllow().orElse(List.of()));
    }

    @Produces
    @Singleton
    WatchListSource watchList(KeyvigilConfig config, Store store) {
        return new WatchListSource(
                config.watchlist(),
                config.issuers(),
                Tenant.DEFAULT_POLL_EVERY,
                config.watchlistOnError(),
                new StoredWatchList(store.texts()));
    }

    @Produces
    @Singleton
    TokenDiagnoser diagnoser(
            KeyWatch watch,
            SigningWatch signing,
            HistoryKeeper keeper,
            Clock clock,
            ClockWatch clockWatch,
            SubjectPseudonym pseudonym,
            Forecasts forecasts) {
        return new TokenDiagnoser(
                new WatchedSubjects(watch, signing, keeper, clock),
                forecasts,
                () -> trueTime(clockWatch),
                FindingTexts.load(),
                clock,
                pseudonym);
    }

    private static Optional<TrueTime.Drift> trueTime(ClockWatch clock) {
        return clock.drift().known().map(known -> new TrueTime.Drift(known.offset(), known.errorBound()));
    }

    @Produces
    @Singleton
    SubjectPseudonym pseudonym(Store store) {
        return new SubjectPseudonym(new InstanceKey(store.texts()).orNew(SubjectPseudonym::randomKey));
    }

    /** Created at start, not with the first diagnosis: a counter that appears with value 1 has no increase. */
    @Produces
    @Singleton
    @io.quarkus.runtime.Startup
    DiagnosisListener diagnosisMeters(MeterRegistry registry) {
        return new DiagnosisMeters(registry);
    }

    @Produces
    @Singleton
    MetricsSelection metricsSelection(KeyvigilConfig config) {
        return config.metricsOnly();
    }

    @Produces
    @Singleton
    CallerRate callerRate(KeyvigilConfig config) {
        return new CallerRate(config.diagnoseRate(), config.diagnoseRateInAll());
    }

    @Produces
    @Singleton
    Connections connections() {
        return Connections.ofProcess();
    }

    @Produces
    @Singleton
    BodyBudget bodyBudget() {
        return BodyBudget.ofHeap();
    }

    @Produces
    @Singleton
    AccessSettings access(KeyvigilConfig config) {
        return new AccessSettings(
                config.authIssuer(), config.authAudience(), config.authRolesClaim(), config.apiReadOnly());
    }

    /** Returns the accepted host names, including the one of the address in notifications. */
    @Produces
    @Singleton
    KnownHosts knownHosts(KeyvigilConfig config, @ConfigProperty(name = "quarkus.http.host") String listening) {
        List<String> names = new ArrayList<>(config.apiHosts().orElse(List.of()));
        names.add(listening);
        Addresses.host(config.notifyExternalUrl()).ifPresent(names::add);
        return new KnownHosts(names);
    }
}
