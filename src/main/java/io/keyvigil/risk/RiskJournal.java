package io.keyvigil.risk;

import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Remembers what changed: the latest {@value #MOST_RESOLVED} resolved risks in memory, the active ones in the history. What
 * the history cannot take now waits; of each risk only its latest state, so that what waits is bounded by what is watched.
 */
final class RiskJournal {

    private static final Logger LOG = Logger.getLogger(RiskJournal.class);
    private static final int MOST_RESOLVED = 1_000;

    private final RiskHistory history;
    private final Deque<ResolvedRisk> resolved = new ArrayDeque<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Map<Key, RiskChange> unwritten = new LinkedHashMap<>();
    private boolean failing;
    private volatile boolean unreadable;

    /** One risk of all. */
    private record Key(Risk risk, Optional<TenantId> tenant, Optional<ConsumerId> consumer) {
        static Key of(ActiveRisk risk) {
            return new Key(risk.risk(), risk.tenant(), risk.consumer());
        }
    }

    RiskJournal(RiskHistory history) {
        this.history = history;
    }

    /** The active risks as they were written last, by tenant; empty where the history cannot be read now. */
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

    synchronized void note(List<RiskChange> changes) {
        for (RiskChange change : changes) {
            unwritten.put(Key.of(change.risk()), change);
            if (change.kind() == RiskChange.Kind.RESOLVED) {
                resolved.addFirst(new ResolvedRisk(change.risk(), change.at()));
                if (resolved.size() > MOST_RESOLVED) {
                    resolved.removeLast();
                }
            }
        }
    }

    /** The latest first. */
    synchronized List<ResolvedRisk> resolved() {
        return List.copyOf(resolved);
    }

    /** Writes what waits; one at a time, so that the latest state is written last. */
    void flush() {
        writing.lock();
        try {
            Map<Key, RiskChange> taken = take();
            if (!taken.isEmpty()) {
                write(taken);
            }
        } finally {
            writing.unlock();
        }
    }

    private synchronized Map<Key, RiskChange> take() {
        Map<Key, RiskChange> taken = unwritten;
        unwritten = new LinkedHashMap<>();
        return taken;
    }

    private void write(Map<Key, RiskChange> taken) {
        List<ActiveRisk> active = new ArrayList<>();
        List<ActiveRisk> gone = new ArrayList<>();
        taken.values()
                .forEach(change -> (change.kind() == RiskChange.Kind.RESOLVED ? gone : active).add(change.risk()));
        try {
            history.write(active, gone);
            failing = false;
        } catch (HistoryUnavailable e) {
            if (!failing) {
                LOG.warnf("event=risks-unwritten reason=\"%s\" waiting=%d", e.getMessage(), taken.size());
            }
            failing = true;
            putBack(taken);
        }
    }

    private synchronized void putBack(Map<Key, RiskChange> taken) {
        taken.putAll(unwritten);
        unwritten = taken;
    }
}
