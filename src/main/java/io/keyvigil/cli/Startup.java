package io.keyvigil.cli;

import io.keyvigil.store.EmbeddedStore;
import io.keyvigil.store.StoreRefused;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListProblem;
import io.keyvigil.tenant.WatchListReading;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The order of things: the store is opened, the watch list read, the watch begun, the tickers let go; at the end what is still unwritten is
 * written. What must not start ends the process with status 1 and says why, without a stack trace.
 */
@Singleton
final class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    private final EmbeddedStore store;
    private final WatchListSource source;
    private final KeyWatch watch;
    private final HistoryKeeper keeper;
    private final ClockSources clockSources;
    private final Scheduler scheduler;

    Startup(
            EmbeddedStore store,
            WatchListSource source,
            KeyWatch watch,
            HistoryKeeper keeper,
            ClockSources clockSources,
            Scheduler scheduler) {
        this.store = store;
        this.source = source;
        this.watch = watch;
        this.keeper = keeper;
        this.clockSources = clockSources;
        this.scheduler = scheduler;
    }

    void start(@Observes StartupEvent event) {
        try {
            store.open();
        } catch (StoreRefused e) {
            throw refused("keyvigil: " + e.getMessage());
        }
        WatchListReading reading = source.load();
        if (!reading.problems().isEmpty()) {
            throw refused(refusal(reading));
        }
        source.listen(watch);
        source.listen(clockSources);
        watch.changed(WatchList.EMPTY, source.current());
        clockSources.changed(WatchList.EMPTY, source.current());
        LOG.infof("event=watching tenants=%d", watch.tenants().size());
        watch.pollDue();
        scheduler.resume();
    }

    /** Quarkus takes a bare PreventFurtherStepsException for a successful start and would wait for ever. */
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

    @Scheduled(identity = "watchlist", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void refreshWatchList() {
        try {
            source.refresh();
        } catch (RuntimeException e) {
            LOG.error("event=tick-failed ticker=watchlist", e);
        }
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        scheduler.pause();
        keeper.flush();
        store.close();
    }
}
