package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.Deferred;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes changes to the history: the active risks, and the latest {@value RiskHistory#MOST_RESOLVED} resolved ones. The
 * resolved ones are also kept in memory. Changes that the history cannot take are pending: the latest state of each risk, and the
 * latest resolved risks. The number of watched tenants and consumers therefore limits the pending changes.
 */
final class RiskJournal {

    private static final Logger LOG = Logger.getLogger(RiskJournal.class);

    private final RiskHistory history;
    private final Deferred writer;
    private NavigableSet<ResolvedRisk> resolved = new TreeSet<>(ResolvedRisk.LATEST_FIRST);
    private NavigableSet<ResolvedRisk> unwrittenResolved = new TreeSet<>(ResolvedRisk.LATEST_FIRST);
    private final ReentrantLock writing = new ReentrantLock();
    private Map<Key, RiskChange> unwritten = new LinkedHashMap<>();
    private boolean failing;
    private volatile boolean unreadable;

    /** The identity of a risk among all tenants. */
    private record Key(Risk risk, Optional<TenantId> tenant, Optional<ConsumerId> consumer) {
        static Key of(ActiveRisk risk) {
            return new Key(risk.risk(), risk.tenant(), risk.consumer());
        }
    }

    /** @param executor writes; runs one task at a time */
    RiskJournal(RiskHistory history, Executor executor) {
        this.history = history;
        this.writer = new Deferred(executor, this::flush);
    }

    /** The stored active risks by tenant; empty if the history cannot be read. */
    Optional<Map<Optional<TenantId>, List<ActiveRisk>>> load() {
        try {
            Collection<ActiveRisk> written = history.load();
            unreadable = false;
            return Optional.of(written.stream().collect(Collectors.groupingBy(ActiveRisk::tenant)));
        } catch (HistoryUnavailable e) {
            if (!unreadable) {
                LOG.warnf("event=risks-unreadable reason=\"%s\"", e.getMessage());
            }
            unreadable = true;
            return Optional.empty();
        }
    }

    /** Loads the risks that resolved in earlier or other processes, if the history can be read. */
    void loadResolved() {
        try {
            List<ResolvedRisk> written = history.loadResolved();
            synchronized (this) {
                NavigableSet<ResolvedRisk> both = new TreeSet<>(ResolvedRisk.LATEST_FIRST);
                both.addAll(written);
                unwrittenResolved.stream()
                        .filter(own -> written.stream().noneMatch(theirs -> theirs.isOf(own.risk())))
                        .forEach(own -> add(both, own));
                resolved = both;
            }
        } catch (HistoryUnavailable e) {
            LOG.debugf("event=resolved-risks-unreadable reason=\"%s\"", e.getMessage());
        }
    }

    synchronized void note(List<RiskChange> changes) {
        for (RiskChange change : changes) {
            unwritten.put(Key.of(change.risk()), change);
            if (change.kind() == RiskChange.Kind.RESOLVED) {
                ResolvedRisk ended = new ResolvedRisk(change.risk(), change.at());
                add(resolved, ended);
                add(unwrittenResolved, ended);
            }
        }
    }

    private static void add(NavigableSet<ResolvedRisk> risks, ResolvedRisk ended) {
        risks.add(ended);
        if (risks.size() > RiskHistory.MOST_RESOLVED) {
            risks.pollLast();
        }
    }

    /** The latest first. */
    synchronized List<ResolvedRisk> resolved() {
        return List.copyOf(resolved);
    }

    /** When that risk resolved, if known. */
    synchronized Optional<Instant> resolvedAt(ActiveRisk risk) {
        return resolved.stream().filter(each -> each.isOf(risk)).findFirst().map(ResolvedRisk::at);
    }

    /** Starts writing the pending changes without waiting. */
    void flushSoon() {
        writer.ask();
    }

    /** Writes the pending changes, one write at a time: the latest state is written last. */
    void flush() {
        writing.lock();
        try {
            Waiting taken = take();
            if (!taken.changes().isEmpty()) {
                write(taken);
            }
        } finally {
            writing.unlock();
        }
    }

    /** The changes that are not in the history yet. */
    private record Waiting(Map<Key, RiskChange> changes, NavigableSet<ResolvedRisk> resolved) {}

    private synchronized Waiting take() {
        Waiting taken = new Waiting(unwritten, unwrittenResolved);
        unwritten = new LinkedHashMap<>();
        unwrittenResolved = new TreeSet<>(ResolvedRisk.LATEST_FIRST);
        return taken;
    }

    private void write(Waiting taken) {
        List<ActiveRisk> active = new ArrayList<>();
        List<ActiveRisk> gone = new ArrayList<>();
        taken.changes().values().forEach(change -> (change.kind() == RiskChange.Kind.RESOLVED ? gone : active)
                .add(change.risk()));
        try {
            history.write(active, gone, taken.resolved());
            failing = false;
        } catch (HistoryUnavailable e) {
            if (!failing) {
                LOG.warnf(
                        "event=risks-unwritten reason=\"%s\" waiting=%d",
                        e.getMessage(), taken.changes().size());
            }
            failing = true;
            putBack(taken);
        }
    }

    private synchronized void putBack(Waiting taken) {
        taken.changes().putAll(unwritten);
        unwritten = taken.changes();
        unwrittenResolved.forEach(ended -> add(taken.resolved(), ended));
        unwrittenResolved = taken.resolved();
    }
}
