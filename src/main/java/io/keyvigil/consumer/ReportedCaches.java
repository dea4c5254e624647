package io.keyvigil.consumer;

import io.keyvigil.consumer.CacheReports.Pair;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What consumers report of themselves: of each pair of consumer and tenant the newest report.
 *
 * <ol>
 *   <li>A report is in force at once, and written before the call ends; while the store fails it waits in memory and is
 *       written by a later {@link #flush}.
 *   <li>Reports of pairs that left the watch list are forgotten, also in the store.
 * </ol>
 */
public final class ReportedCaches implements WatchListListener {

    private static final Logger LOG = Logger.getLogger(ReportedCaches.class);

    private final CacheReports store;
    private final Map<Pair, ObservedCache> reports = new HashMap<>();
    private final Set<Pair> unwritten = new HashSet<>();
    private final Set<Pair> leftOver = new HashSet<>();
    private boolean loaded;

    public ReportedCaches(CacheReports store) {
        this.store = store;
    }

    @Override
    public synchronized void changed(WatchList before, WatchList after) {
        Set<Pair> pairs = pairs(after);
        load();
        reports.keySet().stream().filter(pair -> !pairs.contains(pair)).forEach(leftOver::add);
        leftOver.removeAll(pairs);
        reports.keySet().retainAll(pairs);
        unwritten.retainAll(pairs);
        flush();
    }

    private static Set<Pair> pairs(WatchList watchList) {
        Set<Pair> pairs = new HashSet<>();
        for (Tenant tenant : watchList.tenants().values()) {
            tenant.consumers().forEach(consumer -> pairs.add(new Pair(consumer, tenant.id())));
        }
        return pairs;
    }

    /** What was reported meanwhile is newer. */
    private void load() {
        if (!loaded) {
            attempt("unreadable", () -> {
                store.load().forEach(reports::putIfAbsent);
                loaded = true;
            });
        }
    }

    /** The caller makes sure that the watch list has the pair. */
    public synchronized void report(Pair pair, ObservedCache report) {
        reports.put(pair, report);
        unwritten.add(pair);
        flush();
    }

    /** Writes what waits. */
    public synchronized void flush() {
        if (!leftOver.isEmpty()) {
            attempt("unwritten", () -> {
                store.remove(leftOver);
                leftOver.clear();
            });
        }
        List<Pair> waiting = new ArrayList<>(unwritten);
        attempt(
                "unwritten",
                () -> waiting.forEach(pair -> {
                    store.save(pair, reports.get(pair));
                    unwritten.remove(pair);
                }));
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (HistoryUnavailable e) {
            LOG.warnf("event=cache-reports-%s reason=\"%s\"", what, e.getMessage());
        }
    }

    synchronized Optional<CacheObservation> observation(Pair pair) {
        return Optional.ofNullable(reports.get(pair)).map(report -> new CacheObservation(report, CacheSource.REPORT));
    }
}
