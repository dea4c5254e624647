package io.keyvigil.cache;

import io.keyvigil.cache.CacheReports.Pair;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The reports of consumers: the newest of each pair of consumer and tenant.
 *
 * <ol>
 *   <li>A report is effective immediately and written before the call returns. While the store fails, it is kept in memory and
 *       written by a later {@link #flush}, so callers do not wait for the store one after the other.
 *   <li>Reports of pairs that left the watch list are deleted, also from the store.
 *   <li>Reports to another process with the same store, and its deletions, are effective from the next {@link #follow}. If one
 *       of two reports is pending here, the later one counts.
 *   <li>Queries never block.
 * </ol>
 */
public final class ReportedCaches implements WatchListListener {

    private static final Logger LOG = Logger.getLogger(ReportedCaches.class);

    private static final String UNWRITTEN = "unwritten";

    private final CacheReports store;
    private final Map<Pair, ObservedCache> reports = new ConcurrentHashMap<>();
    private final Set<Pair> unwritten = new HashSet<>();
    private final Set<Pair> leftOver = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private Set<Pair> watched = Set.of();

    public ReportedCaches(CacheReports store) {
        this.store = store;
    }

    @Override
    public synchronized void changed(WatchList before, WatchList after) {
        watched = pairs(after);
        load();
        reports.keySet().stream().filter(pair -> !watched.contains(pair)).forEach(leftOver::add);
        leftOver.removeAll(watched);
        reports.keySet().retainAll(watched);
        unwritten.retainAll(watched);
        flush();
    }

    private static Set<Pair> pairs(WatchList watchList) {
        Set<Pair> pairs = new HashSet<>();
        for (Tenant tenant : watchList.tenants().values()) {
            tenant.consumers().forEach(consumer -> pairs.add(new Pair(consumer, tenant.id())));
        }
        return pairs;
    }

    /** The known report is newer, or arrives with {@link #follow}. */
    private void load() {
        attempt("unreadable", () -> store.load().forEach(reports::putIfAbsent));
    }

    /** Reads the reports to other processes. The caller calls this every ten seconds. */
    public synchronized void follow() {
        attempt("unreadable", () -> take(store.changes()));
    }

    private void take(CacheReports.Changes changes) {
        reports.keySet().removeIf(pair -> isGone(pair, changes) && !unwritten.contains(pair));
        changes.reported().forEach((pair, theirs) -> {
            boolean older = unwritten.contains(pair) && reports.get(pair).at().isAfter(theirs.at());
            if (watched.contains(pair) && !older) {
                reports.put(pair, theirs);
                unwritten.remove(pair);
            }
        });
    }

    private static boolean isGone(Pair pair, CacheReports.Changes changes) {
        return changes.removed().contains(pair)
                || changes.complete() && !changes.reported().containsKey(pair);
    }

    /** The caller makes sure that the watch list has the pair. */
    public synchronized void report(Pair pair, ObservedCache report) {
        reports.put(pair, report);
        unwritten.add(pair);
        if (!failing.contains(UNWRITTEN)) {
            flush();
        }
    }

    /** Writes what waits. */
    public synchronized void flush() {
        if (!leftOver.isEmpty()) {
            attempt(UNWRITTEN, () -> {
                store.remove(leftOver);
                leftOver.clear();
            });
        }
        List<Pair> waiting = new ArrayList<>(unwritten);
        attempt(
                UNWRITTEN,
                () -> waiting.forEach(pair -> {
                    store.save(pair, reports.get(pair));
                    unwritten.remove(pair);
                }));
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            failing.remove(what);
        } catch (HistoryUnavailable e) {
            if (failing.add(what)) {
                LOG.warnf("event=cache-reports-%s reason=\"%s\"", what, e.getMessage());
            }
        }
    }

    Optional<CacheObservation> observation(Pair pair) {
        return Optional.ofNullable(reports.get(pair)).map(report -> new CacheObservation(report, CacheSource.REPORT));
    }
}
