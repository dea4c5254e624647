package io.keyvigil.cli;

import io.keyvigil.api.ChangeFeed;
import io.keyvigil.cache.CacheWatch;
import io.keyvigil.cache.ReportedCaches;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.notify.Notifier;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.store.Store;
import io.keyvigil.store.StoreRefused;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListProblem;
import io.keyvigil.tenant.WatchListReading;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.CanaryWatch;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.ReplicaWatch;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Starts and stops the components in order: opens the store, reads the watch list, binds the port, starts polling, and starts the
 * heartbeat. At the end it writes pending changes. If the process must not start, it ends with status 1 and an explanation
 * without a stack trace.
 */
@Singleton
final class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration EVERY_BEAT = Duration.ofSeconds(15);
    private static final Duration EVERY_TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    private final SettingsCheck settings;
    private final Store store;
    private final StoreOpening opening;
    private final WatchListSource source;
    private final KeyWatch watch;
    private final HistoryKeeper keeper;
    private final ReplicaWatch replicas;
    private final ClockSources clockSources;
    private final ClockWatch clock;
    private final ChangeFeed changes;
    private final RiskWatch risks;
    private final CanaryWatch canaries;
    private final Heartbeat heartbeat;
    private final CacheWatch caches;
    private final ServedFreshness lives;
    private final ReportedCaches reports;
    private final Notifier notifier;
    private boolean begun;

    Startup(
            SettingsCheck settings,
            Store store,
            StoreOpening opening,
            WatchListSource source,
            KeyWatch watch,
            HistoryKeeper keeper,
            ReplicaWatch replicas,
            ClockSources clockSources,
            ClockWatch clock,
            ChangeFeed changes,
            CanaryWatch canaries,
            RiskWatch risks,
            Heartbeat heartbeat,
            CacheWatch caches,
            ServedFreshness lives,
            ReportedCaches reports,
            Notifier notifier) {
        this.settings = settings;
        this.store = store;
        this.opening = opening;
        this.source = source;
        this.watch = watch;
        this.keeper = keeper;
        this.replicas = replicas;
        this.clockSources = clockSources;
        this.clock = clock;
        this.changes = changes;
        this.risks = risks;
        this.canaries = canaries;
        this.heartbeat = heartbeat;
        this.caches = caches;
        this.lives = lives;
        this.reports = reports;
        this.notifier = notifier;
    }

    void start(@Observes StartupEvent event) {
        SettingsCheck.warnOfUnknown(System.getenv());
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw refused("keyvigil: " + String.join(System.lineSeparator() + "keyvigil: ", problems));
        }
        settings.warnOfMissing();
        try {
            opening.atStart();
        } catch (StoreRefused e) {
            throw refused("keyvigil: " + e.getMessage());
        }
        WatchListReading reading = source.load();
        if (!reading.problems().isEmpty()) {
            throw refused(refusal(reading));
        }
        source.listen(watch);
        source.listen(clockSources);
        source.listen(caches);
        source.listen(lives);
        source.listen(reports);
        source.listen(risks);
        watch.changed(WatchList.EMPTY, source.current());
        clockSources.changed(WatchList.EMPTY, source.current());
        caches.changed(WatchList.EMPTY, source.current());
        reports.changed(WatchList.EMPTY, source.current());
        risks.start();
        notifier.start();
        risks.listen(notifier);
        risks.listenToFollowed(notifier.followed());
        watch.listen(risks);
    }

    void listening(@ObservesAsync HttpServerStart event) {
        begin();
    }

    void listening(@ObservesAsync HttpsServerStart event) {
        begin();
    }

    void listening(@ObservesAsync DomainSocketServerStart event) {
        begin();
    }

    /**
     * Starts polling after the port is bound: otherwise, a second process with the same port would poll every provider once and
     * then end.
     */
    private synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        LOG.infof("event=watching tenants=%d", watch.tenants().size());
        replicas.tick();
        watch.pollDue();
        heartbeat.every(EVERY_SECOND, "poll", watch::pollDue);
        heartbeat.every(EVERY_SECOND, "caches", caches::readDue);
        heartbeat.everyWithStore(EVERY_SECOND, "watchlist", source::refresh);
        heartbeat.every(EVERY_SECOND, "clock", clock::tick);
        heartbeat.every(EVERY_BEAT, "changes", changes::beat);
        heartbeat.everyWithStore(EVERY_SECOND, "replicas", replicas::tick);
        heartbeat.every(EVERY_SECOND, "canary", canaries::tick);
        heartbeat.every(keeper.noteEvery(), "history", keeper::flush);
        heartbeat.every(EVERY_SECOND, "unanswered", keeper::noticeHang);
        heartbeat.everyWithStore(EVERY_MINUTE, "store", opening::again);
        heartbeat.every(EVERY_MINUTE, "risks", risks::assessAll);
        heartbeat.every(EVERY_TEN_SECONDS, "risks-here", risks::assessInstance);
        heartbeat.everyWithStore(EVERY_TEN_SECONDS, "elsewhere", this::followOthers);
        heartbeat.everyWithStore(EVERY_TEN_SECONDS, "cache-reports", reports::flush);
        heartbeat.everyWithStore(EVERY_SECOND, "notify", notifier::tick);
    }

    /**
     * Reads the changes of other replicas and takes over notifications, one after the other: a slow store blocks one thread, not
     * three.
     */
    private void followOthers() {
        reports.follow();
        risks.follow();
        notifier.takeOver();
    }

    /**
     * Returns the exception that ends the start. Quarkus treats a bare PreventFurtherStepsException as a successful start and
     * would wait without end.
     */
    private static IllegalStateException refused(String message) {
        return new IllegalStateException(new PreventFurtherStepsException(message, Command.FOUND_PROBLEMS));
    }

    private static String refusal(WatchListReading reading) {
        return reading.problems().stream()
                .map(WatchListProblem::toString)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "keyvigil: the watch list has " + reading.problems().size() + " problem(s):"
                                + System.lineSeparator(),
                        ""));
    }

    synchronized void stop(@Observes ShutdownEvent event) throws IOException {
        begun = true;
        heartbeat.stop();
        watch.close();
        changes.close();
        notifier.stop();
        keeper.close();
        reports.flush();
        replicas.leave();
        store.close();
    }
}
