package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Hears which key signs now, from tokens that verified, and has it taken up by the tenant's state, its history, the log and those
 * who listen.
 *
 * <ol>
 *   <li>What is no news costs a look at the state.
 *   <li>{@link #overheard} does not wait for the history: of one tenant one token's news is on its way at a time, and what is
 *       heard meanwhile is left to the next token.
 *   <li>That the token is of this tenant, and that its signature verifies with the key, is for the caller to know.
 * </ol>
 */
public final class SigningWatch {

    private static final Logger LOG = Logger.getLogger(SigningWatch.class);

    private final KeyWatch watch;
    private final Clock clock;
    private final Executor executor;
    private final List<SigningListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();

    public SigningWatch(KeyWatch watch, Clock clock, Executor executor) {
        this.watch = watch;
        this.clock = clock;
        this.executor = executor;
    }

    public void listen(SigningListener listener) {
        listeners.add(listener);
    }

    /** Takes up that a token issued then verified with this key, and waits until it is. */
    public void signed(TenantId tenant, JwkThumbprint key, Instant issuedAt) {
        SigningNote note = new SigningNote(key, issuedAt);
        watch.find(tenant).ifPresent(watched -> take(watched, note));
    }

    /** As {@link #signed}, for those who have somebody to answer. */
    public void overheard(TenantId tenant, JwkThumbprint key, Instant issuedAt) {
        SigningNote note = new SigningNote(key, issuedAt);
        Optional<WatchedTenant> learning =
                watch.find(tenant).filter(watched -> note.teaches(watched.state(), clock.instant()));
        if (learning.isPresent() && underWay.add(tenant)) {
            executor.execute(() -> takeOverheard(learning.get(), note));
        }
    }

    private void takeOverheard(WatchedTenant watched, SigningNote note) {
        try {
            take(watched, note);
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=evidence-broken tenant=%s", watched.tenant().id());
        } finally {
            underWay.remove(watched.tenant().id());
        }
    }

    private void take(WatchedTenant watched, SigningNote note) {
        watch.take(watched, note).ifPresent(event -> {
            KeyChangeLog.log(watched.tenant(), event);
            listeners.forEach(listener -> listener.switched(watched.tenant(), event));
        });
    }
}
