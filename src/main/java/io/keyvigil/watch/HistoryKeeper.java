package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Writes the history in a separate thread. Polls continue while the history cannot be written.
 *
 * <ol>
 *   <li>A poll never waits for the history. A change is written soon, in one transaction with its events, and is reported
 *       once it is written. A killed process therefore never loses a reported change.
 *   <li>A history that fails, or does not respond for {@value #LONGEST_ANSWER_SECONDS} s, counts as failing. Changes are
 *       then kept in {@link Unwritten} and reported before they are written, because missing reports are worse. They are
 *       written, oldest first, as soon as the store works again.
 *   <li>Polls without changes, and evidence that a key still signs, are noted in batches: a killed process loses at most
 *       the last minute of them.
 *   <li>If another process has written data of a tenant in the interim, this process drops its own data of the tenant. It
 *       rejects further data of that tenant until it has read the state again.
 * </ol>
 */
public final class HistoryKeeper {

    private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);

    private static final int LONGEST_ANSWER_SECONDS = 5;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

    private final KeyHistory history;
    private final Deferred writer;
    private final HistoryHealth health;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock();
    private final Unwritten unwritten = new Unwritten();
    private final Notes notes = new Notes();
    private final Set<TenantId> outrun = new HashSet<>();
    private volatile boolean notesAreDue;
    private volatile boolean closed;
    private volatile boolean marked;

    /** @param executor writes; runs one task at a time */
    public HistoryKeeper(KeyHistory history, Executor executor) {
        this(history, executor, Duration.ofSeconds(LONGEST_ANSWER_SECONDS));
    }

    HistoryKeeper(KeyHistory history, Executor executor, Duration longestAnswer) {
        this.history = history;
        this.writer = new Deferred(executor, this::write);
        this.health = new HistoryHealth(longestAnswer);
    }

    /** Writes the pending changes for a bounded time, then stops. The next process detects the changes of later polls again. */
    public void close() {
        flush();
        writer.await(LONGEST_CLOSE);
        closed = true;
        mark();
        if (!unwritten.isEmpty()) {
            LOG.warnf(
                    "event=history-lost events=%d tenants=%d reason=\"%s\"",
                    unwritten.events(), unwritten.tenants(), failure().orElse("the store has not answered yet"));
        }
    }

    /** Marks the history as failing until a write succeeds. */
    public void failed(String reason) {
        health.failed(reason);
        tellWaiting();
    }

    /** As {@link KeyHistory#noteEvery}. */
    public Duration noteEvery() {
        return history.noteEvery();
    }

    /** Why the history cannot be written now; empty while it can. */
    public Optional<String> failure() {
        return health.failure();
    }

    /**
     * Accepts the result of a poll. A change is written after the next {@link #writeSoon}.
     *
     * @param version the version of the state before the poll
     * @param news is settled for a change only
     * @return false if another process has written data of this tenant: the poll must be ignored
     */
    synchronized boolean record(Tenant tenant, long version, Transition transition, News news) {
        if (outrun.contains(tenant.id())) {
            return false;
        }
        if (transition.memorable()) {
            unwritten.add(Entries.of(tenant, version, transition), news);
            notes.dropPoll(tenant.id());
        } else {
            TenantState after = transition.after();
            notes.polled(tenant.id(), new NotedPoll(version, after.health(), after.maxAge()));
        }
        return true;
    }

    /**
     * Accepts evidence that a key signs. A switch of the signing key is a change. Evidence that a key still signs is noted
     * in batches.
     *
     * @param version the version of the state before
     * @param news is settled for a switch only
     * @return false if another process has written data of this tenant: the switch must be ignored
     */
    synchronized boolean signed(Tenant tenant, long version, SigningNote.Noted evidence, News news) {
        if (outrun.contains(tenant.id())) {
            return false;
        }
        if (evidence.event().isPresent()) {
            unwritten.add(Entries.of(tenant, version, evidence), news);
            notes.dropSigning(tenant.id());
        } else {
            notes.signed(tenant.id(), evidence.after().keys());
        }
        return true;
    }

    /** Starts writing the pending changes, and reports changes that need not wait. Never waits for the store. */
    void writeSoon() {
        writer.ask();
        noticeHang();
    }

    /** Starts writing the pending changes, and the notes of polls without changes and of keys that still sign. */
    public void flush() {
        notesAreDue = true;
        writeSoon();
    }

    /** Marks a history that does not respond as failing. The caller must call it every second. */
    public void noticeHang() {
        if (health.noticesHang()) {
            mark();
        }
        if (failure().isPresent()) {
            tellWaiting();
        }
    }

    private void write() {
        writing.lock();
        try {
            if (!closed && writeWaiting() && notesAreDue) {
                notesAreDue = false;
                notes.write(history, this::attempt);
            }
        } finally {
            writing.unlock();
        }
        noticeHang();
    }

    /** Returns false if the write failed. */
    private boolean writeWaiting() {
        for (List<Entry> next = unwritten.begin(); !next.isEmpty() || failure().isPresent(); next = unwritten.begin()) {
            List<Entry> entries = next;
            if (!attempt(() -> written(history.record(entries)))) {
                unwritten.again();
                mark();
                return false;
            }
        }
        return true;
    }

    private void written(Set<TenantId> refused) {
        telling.lock();
        try {
            refused.forEach(this::overtaken);
            unwritten.written(refused).forEach(HistoryKeeper::tell);
        } finally {
            telling.unlock();
        }
    }

    private synchronized void overtaken(TenantId tenant) {
        LOG.infof("event=state-conflict tenant=%s", tenant);
        outrun.add(tenant);
        notes.dropPoll(tenant);
    }

    private void tellWaiting() {
        telling.lock();
        try {
            unwritten.takeNews().forEach(HistoryKeeper::tell);
        } finally {
            telling.unlock();
        }
    }

    private static void tell(News news) {
        try {
            news.settled(true);
        } catch (RuntimeException e) {
            LOG.error("event=news-broken", e);
        }
    }

    private boolean attempt(Runnable write) {
        health.began();
        try {
            write.run();
            health.worked();
            mark();
            return true;
        } catch (HistoryUnavailable e) {
            health.failed(String.valueOf(e.getMessage()));
            return false;
        } finally {
            health.ended();
        }
    }

    /** Tells the next process that changes are missing, if this one ends before they are written. */
    private void mark() {
        boolean waiting = !unwritten.isEmpty();
        if (waiting != marked) {
            marked = waiting;
            history.mark(waiting);
        }
    }

    /** Discards the notes of the last polls of a tenant that is no longer watched. Earlier changes are still written. */
    void forget(TenantId tenant) {
        notes.dropPoll(tenant);
        notes.dropSigning(tenant);
    }

    /** Whether data of this tenant is still to be written. */
    boolean isWaiting(TenantId tenant) {
        return unwritten.contains(tenant);
    }

    /** The tenants whose data another process has written since this process read their state. */
    synchronized Set<TenantId> outrun() {
        return Set.copyOf(outrun);
    }

    /** Whether it is one of {@link #outrun}. */
    synchronized boolean isOutrun(TenantId tenant) {
        return outrun.contains(tenant);
    }

    /** Records that the state of the tenant was read again. */
    synchronized void caughtUp(TenantId tenant) {
        outrun.remove(tenant);
    }

    /** As {@link KeyHistory#events}; while the store fails, with the pending events. */
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        List<NumberedEvent> events = new ArrayList<>();
        if (failure().isPresent()) {
            events.addAll(unwritten.events(tenant, since, before));
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
}
