package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.RiskListener;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.FollowListener;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.PollListener;
import io.keyvigil.watch.SigningListener;
import io.keyvigil.watch.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Sends changes to the connected readers. Changes are not stored for later readers: a client reads the state first, and then
 * connects.
 *
 * <ol>
 *   <li>Accepts at most {@value #MOST_READERS} readers, of which {@value #MOST_OF_ONE} may have the same caller. A closed
 *       connection frees its slot.
 *   <li>Sending never waits for a reader. It costs nothing without readers.
 * </ol>
 */
public final class ChangeFeed implements PollListener, SigningListener, FollowListener, RiskListener {

    static final int MOST_READERS = 64;
    static final int MOST_OF_ONE = 8;

    private final List<ChangeReader> readers = new CopyOnWriteArrayList<>();
    private final ObjectMapper json;
    private final Clock clock;
    private boolean closed;

    public ChangeFeed(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    synchronized boolean hasRoom(String caller) {
        letGo();
        return !closed
                && readers.size() < MOST_READERS
                && readers.stream()
                                .filter(reader -> reader.caller().equals(caller))
                                .count()
                        < MOST_OF_ONE;
    }

    /** Adds a reader, or closes it if no slot is free. */
    synchronized void join(ChangeReader reader) {
        if (hasRoom(reader.caller())) {
            readers.add(reader);
            reader.beat();
        } else {
            reader.close();
        }
    }

    @Override
    public void polled(Tenant tenant, FetchResult result, Transition transition) {
        followed(tenant, transition.before().health(), transition.after().health(), transition::events);
    }

    @Override
    public void followed(
            Tenant tenant, PollHealth healthBefore, PollHealth healthAfter, Supplier<List<KeyEvent>> events) {
        if (readers.isEmpty()) {
            return;
        }
        events.get().forEach(event -> send(Change.of(tenant.id(), event)));
        String before = TenantRow.status(healthBefore, List.of());
        String after = TenantRow.status(healthAfter, List.of());
        if (!before.equals(after)) {
            healthAfter.lastAttempt().ifPresent(at -> send(Change.ofStatus(tenant.id(), before, after, at)));
        }
    }

    @Override
    public void switched(Tenant tenant, KeyEvent event) {
        if (!readers.isEmpty()) {
            send(Change.of(tenant.id(), event));
        }
    }

    /** Sends a heartbeat to the readers. The caller must call it every 15 s. */
    public void beat() {
        readers.forEach(ChangeReader::beat);
        letGo();
    }

    /** Ends all connections and accepts no new ones. */
    public synchronized void close() {
        closed = true;
        readers.forEach(ChangeReader::close);
        readers.clear();
    }

    int readers() {
        return readers.size();
    }

    @Override
    public void fired(ActiveRisk risk) {
        tell(risk, "fired", risk.since());
    }

    @Override
    public void severityChanged(ActiveRisk risk) {
        tell(risk, "severity-changed", clock.instant());
    }

    @Override
    public void resolved(ActiveRisk risk, Instant at) {
        tell(risk, "resolved", at);
    }

    private void tell(ActiveRisk risk, String kind, Instant at) {
        if (!readers.isEmpty()) {
            send(Change.of(risk, kind, at));
        }
    }

    private void send(Change change) {
        String text = text(change);
        readers.forEach(reader -> reader.send(change.type(), text));
    }

    private void letGo() {
        readers.removeIf(reader -> !reader.isOpen());
    }

    private String text(Change change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change is plain text and times", e);
        }
    }
}
