package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes the history, and keeps the watch going while it cannot be written.
 *
 * <ol>
 *   <li>A change is written before its poll counts as done, in one transaction with its events.
 *   <li>While the store fails, changes wait in memory: of each tenant the latest state and its last {@value
 *       #MOST_WAITING_EVENTS} events. They are written, oldest first, as soon as the store works again.
 *   <li>Polls that changed nothing, and evidence that a key still signs, are noted in batches: a killed process forgets at
 *       most the last minute of them.
 * </ol>
 */
public final class HistoryKeeper {

    private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);
    private static final int MOST_WAITING_EVENTS = 1_000;

    /** Events that wait come after all that are written, and before the {@code before} of a first page. */
    private static final long FIRST_WAITING_NUMBER = Long.MAX_VALUE - 1 - MOST_WAITING_EVENTS;

    private final KeyHistory history;
    private final Map<TenantId, Entry> waiting = new LinkedHashMap<>();
    private final Map<TenantId, PollHealth> touched = new HashMap<>();
    private final Map<TenantId, List<ObservedKey>> signing = new HashMap<>();
    private Optional<String> failure = Optional.empty();

    public HistoryKeeper(KeyHistory history) {
        this.history = history;
    }

    /** Why the history cannot be written now; empty while it can. */
    public synchronized Optional<String> failure() {
        return failure;
    }

    synchronized void record(Tenant tenant, Transition transition) {
        if (!transition.memorable()) {
            touched.put(tenant.id(), transition.after().health());
            return;
        }
        waiting.merge(tenant.id(), entry(tenant, transition), HistoryKeeper::joined);
        touched.remove(tenant.id());
        writeWaiting();
    }

    /** A switch of the signing key is a change; that a key still signs is noted in batches. */
    synchronized void signed(Tenant tenant, SigningNote.Noted noted) {
        if (noted.event().isEmpty()) {
            signing.put(tenant.id(), noted.after().keys());
            return;
        }
        List<KeyEvent> events = noted.event().stream().toList();
        Entry entry = new Entry(tenant, noted.after(), events, Optional.of(Map.of()));
        waiting.merge(tenant.id(), entry, HistoryKeeper::joined);
        signing.remove(tenant.id());
        writeWaiting();
    }

    /** Writes what waits, and notes the polls that changed nothing and the keys that still sign. */
    public synchronized void flush() {
        if (writeWaiting()) {
            writeAll(touched, history::touch);
            writeAll(signing, history::signed);
        }
    }

    private <T> void writeAll(Map<TenantId, T> noted, Consumer<Map<TenantId, T>> write) {
        if (!noted.isEmpty()) {
            attempt(() -> write.accept(Map.copyOf(noted)));
            if (failure.isEmpty()) {
                noted.clear();
            }
        }
    }

    /** Does not note the last polls of a tenant that is watched no more; what changed before is still written. */
    synchronized void forget(TenantId tenant) {
        touched.remove(tenant);
        signing.remove(tenant);
    }

    /** As {@link KeyHistory#events}; while the store fails, the events that wait for it. */
    public List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        List<NumberedEvent> events = new ArrayList<>(waitingEvents(tenant, since, before));
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
        List<KeyEvent> events =
                Optional.ofNullable(waiting.get(tenant)).map(Entry::events).orElse(List.of());
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

    private boolean writeWaiting() {
        if (waiting.isEmpty()) {
            return true;
        }
        attempt(() -> history.record(List.copyOf(waiting.values())));
        if (failure.isPresent()) {
            return false;
        }
        waiting.clear();
        return true;
    }

    private void attempt(Runnable write) {
        try {
            write.run();
            if (failure.isPresent()) {
                LOG.info("event=history-recovered");
            }
            failure = Optional.empty();
        } catch (HistoryUnavailable e) {
            if (failure.isEmpty()) {
                LOG.warnf("event=history-failing reason=\"%s\" waiting=%d", e.getMessage(), waiting.size());
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Entry entry(Tenant tenant, Transition transition) {
        return new Entry(
                tenant,
                transition.after(),
                transition.events(),
                transition.document().map(HistoryKeeper::publicJson));
    }

    private static Map<KeyIdentity, String> publicJson(JwksDocument document) {
        Map<KeyIdentity, String> json = new HashMap<>();
        List<Jwk> keys = document.set().keys();
        Map<KeyIdentity, Jwk> kept = KeyChanges.byIdentity(keys);
        for (int i = 0; i < keys.size(); i++) {
            KeyIdentity identity = KeyIdentity.of(keys.get(i));
            if (kept.get(identity) == keys.get(i)) {
                json.put(identity, document.publicJson().get(i));
            }
        }
        return json;
    }

    private static Entry joined(Entry earlier, Entry later) {
        List<KeyEvent> events = new ArrayList<>(earlier.events());
        events.addAll(later.events());
        Map<KeyIdentity, String> json = new HashMap<>(earlier.publicJson().orElse(Map.of()));
        later.publicJson().ifPresent(json::putAll);
        json.keySet()
                .retainAll(
                        later.state().keys().stream().map(ObservedKey::identity).toList());
        return new Entry(
                later.tenant(),
                later.state(),
                List.copyOf(events.subList(Math.max(0, events.size() - MOST_WAITING_EVENTS), events.size())),
                earlier.publicJson().isPresent() || later.publicJson().isPresent()
                        ? Optional.of(json)
                        : Optional.empty());
    }
}
