package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes the history, and keeps the watch going while it cannot be written.
 *
 * <ol>
 *   <li>A change is written before its poll counts as done, in one transaction with its events.
 *   <li>While the store fails, changes wait in memory: of each tenant the latest state and its last {@value
 *       Entries#MOST_EVENTS} events. They are written, oldest first, as soon as the store works again. At most one poll
 *       waits for the answer of a store that fails.
 *   <li>Polls that changed nothing, and evidence that a key still signs, are noted in batches: a killed process forgets at
 *       most the last minute of them.
 *   <li>Where another process has written of a tenant meanwhile, what this one has of it is dropped, and nothing more of it
 *       is taken until its state has been read again.
 * </ol>
 */
public final class HistoryKeeper {

    private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);

    /** Events that wait come after all that are written, and before the {@code before} of a first page. */
    private static final long FIRST_WAITING_NUMBER = Long.MAX_VALUE - 1 - 2 * Entries.MOST_EVENTS;

    private final KeyHistory history;
    private final ReentrantLock writing = new ReentrantLock();
    private Map<TenantId, Entry> inWriting = Map.of();
    private final Map<TenantId, Entry> waiting = new LinkedHashMap<>();
    private final Map<TenantId, NotedPoll> noted = new HashMap<>();
    private final Map<TenantId, List<ObservedKey>> signing = new HashMap<>();
    private final Set<TenantId> outrun = new HashSet<>();
    private volatile boolean closed;
    private volatile Optional<String> failure = Optional.empty();

    public HistoryKeeper(KeyHistory history) {
        this.history = history;
    }

    /** Writes what waits, and nothing any more: what a poll still brings, the next process notices anew. */
    public void close() {
        flush();
        writing.lock();
        closed = true;
        writing.unlock();
    }

    /** Has the history count as failing until it is written to. */
    public void failed(String reason) {
        failure = Optional.of(reason);
    }

    /** Why the history cannot be written now; empty while it can. */
    public Optional<String> failure() {
        return failure;
    }

    /**
     * Writes what a poll brought, or lets it wait.
     *
     * @param version that of the state before the poll
     * @return false where another process has written of this tenant, so that the poll is to count for nothing
     */
    boolean record(Tenant tenant, long version, Transition transition) {
        if (!take(tenant, version, transition)) {
            return false;
        }
        if (transition.memorable()) {
            writeWaiting();
        }
        return !isOutrun(tenant.id());
    }

    private synchronized boolean take(Tenant tenant, long version, Transition transition) {
        if (outrun.contains(tenant.id())) {
            return false;
        }
        if (transition.memorable()) {
            waiting.merge(tenant.id(), Entries.of(tenant, version, transition), Entries::joined);
            noted.remove(tenant.id());
        } else {
            TenantState after = transition.after();
            noted.put(tenant.id(), new NotedPoll(version, after.health(), after.maxAge()));
        }
        return true;
    }

    /**
     * A switch of the signing key is a change; that a key still signs is noted in batches.
     *
     * @param version that of the state before
     * @return false where another process has written of this tenant, so that the switch is to count for nothing
     */
    boolean signed(Tenant tenant, long version, SigningNote.Noted evidence) {
        if (!take(tenant, version, evidence)) {
            return false;
        }
        if (evidence.event().isPresent()) {
            writeWaiting();
        }
        return !isOutrun(tenant.id());
    }

    private synchronized boolean take(Tenant tenant, long version, SigningNote.Noted evidence) {
        if (outrun.contains(tenant.id())) {
            return false;
        }
        if (evidence.event().isPresent()) {
            waiting.merge(tenant.id(), Entries.of(tenant, version, evidence), Entries::joined);
            signing.remove(tenant.id());
        } else {
            signing.put(tenant.id(), evidence.after().keys());
        }
        return true;
    }

    /** Writes what waits, and notes the polls that changed nothing and the keys that still sign. */
    public void flush() {
        if (writeWaiting()) {
            writeNoted(noted, history::touch);
            writeNoted(signing, history::signed);
        }
    }

    private <T> void writeNoted(Map<TenantId, T> from, Consumer<Map<TenantId, T>> write) {
        Map<TenantId, T> taken;
        synchronized (this) {
            taken = Map.copyOf(from);
            from.clear();
        }
        if (!taken.isEmpty() && !attempt(() -> write.accept(taken))) {
            synchronized (this) {
                taken.forEach(from::putIfAbsent);
            }
        }
    }

    /** Does not note the last polls of a tenant that is watched no more; what changed before is still written. */
    synchronized void forget(TenantId tenant) {
        noted.remove(tenant);
        signing.remove(tenant);
    }

    /** Whether something of this tenant is still to be written. */
    synchronized boolean isWaiting(TenantId tenant) {
        return waiting.containsKey(tenant) || inWriting.containsKey(tenant);
    }

    /** The tenants of whom another process has written since their state was read here. */
    synchronized Set<TenantId> outrun() {
        return Set.copyOf(outrun);
    }

    /** Whether it is one of {@link #outrun}. */
    synchronized boolean isOutrun(TenantId tenant) {
        return outrun.contains(tenant);
    }

    /** The tenant's state has been read again. */
    synchronized void caughtUp(TenantId tenant) {
        outrun.remove(tenant);
    }

    /**
     * As {@link KeyHistory#events}; while the store fails, with the events that wait for it. While it works nothing is told that
     * a kill could still take back.
     */
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        List<NumberedEvent> events = new ArrayList<>();
        if (failure.isPresent()) {
            events.addAll(waitingEvents(tenant, since, before));
        }
        try {
            events.addAll(history.events(tenant, since, before, limit));
        } catch (HistoryUnavailable e) {
            LOG.debugf("event=history-unreadable reason=\"%s\"", e.getMessage());
        }
        return events.stream().limit(limit).toList();
    }

    /** As {@link KeyHistory#publicJson}; empty while the store fails. */
    public Map<KeyIdentity, String> publicJson(TenantId tenant) {
        try {
            return history.publicJson(tenant);
        } catch (HistoryUnavailable e) {
            return Map.of();
        }
    }

    private synchronized List<NumberedEvent> waitingEvents(
            TenantId tenant, Optional<Instant> since, OptionalLong before) {
        List<KeyEvent> events = Stream.of(inWriting, waiting)
                .flatMap(entries -> Optional.ofNullable(entries.get(tenant)).stream())
                .flatMap(entry -> entry.events().stream())
                .toList();
        List<NumberedEvent> newestFirst = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            long number = FIRST_WAITING_NUMBER + i;
            boolean tooEarly = since.filter(events.get(i).at()::isBefore).isPresent();
            if (!tooEarly && number < before.orElse(Long.MAX_VALUE)) {
                newestFirst.add(new NumberedEvent(number, events.get(i)));
            }
        }
        return newestFirst;
    }

    /** False where it could not be written, or somebody else waits already for a store that fails. */
    private boolean writeWaiting() {
        if (failure.isEmpty()) {
            writing.lock();
        } else if (!writing.tryLock()) {
            return false;
        }
        if (closed) {
            writing.unlock();
            return false;
        }
        boolean written = false;
        try {
            List<Entry> entries = begin();
            written = entries.isEmpty() && failure.isEmpty() || attempt(() -> written(history.record(entries)));
            return written;
        } finally {
            if (!written) {
                waitAgain();
            }
            writing.unlock();
        }
    }

    private synchronized List<Entry> begin() {
        inWriting = new LinkedHashMap<>(waiting);
        waiting.clear();
        return List.copyOf(inWriting.values());
    }

    private synchronized void written(Set<TenantId> refused) {
        inWriting = Map.of();
        refused.forEach(tenant -> {
            LOG.infof("event=outrun-by-another-replica tenant=%s", tenant);
            outrun.add(tenant);
            waiting.remove(tenant);
            noted.remove(tenant);
        });
    }

    /** Lets wait what could not be written, before what came in the meantime. */
    private synchronized void waitAgain() {
        Map<TenantId, Entry> later = new LinkedHashMap<>(waiting);
        waiting.clear();
        waiting.putAll(inWriting);
        later.forEach((tenant, entry) -> waiting.merge(tenant, entry, Entries::joined));
        inWriting = Map.of();
    }

    private boolean attempt(Runnable write) {
        try {
            write.run();
            if (failure.isPresent()) {
                LOG.info("event=history-recovered");
            }
            failure = Optional.empty();
            return true;
        } catch (HistoryUnavailable e) {
            if (failure.isEmpty()) {
                LOG.warnf("event=history-failing reason=\"%s\"", e.getMessage());
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
