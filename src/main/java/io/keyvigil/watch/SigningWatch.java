package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.PlainText;
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
 * Records which key signed a verified token. Updates the tenant's state and history, logs a change of signing key and notifies
 * listeners.
 *
 * <ol>
 *   <li>A token without new evidence costs one read of the state.
 *   <li>{@link #recordAsync} returns immediately. At most one token per tenant is in progress; tokens in between are
 *       ignored.
 *   <li>The caller guarantees that the token is of this tenant and that the key verifies its signature.
 * </ol>
 */
public final class SigningWatch {

    private static final Logger LOG = Logger.getLogger(SigningWatch.class);

    private final KeyWatch watch;
    private final Clock clock;
    private final Executor executor;
    private final List<SigningListener> listeners = new CopyOnWriteArrayList<>();
    private final List<TenantListener> learners = new CopyOnWriteArrayList<>();
    private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();

    public SigningWatch(KeyWatch watch, Clock clock, Executor executor) {
        this.watch = watch;
        this.clock = clock;
        this.executor = executor;
    }

    public void listen(SigningListener listener) {
        listeners.add(listener);
    }

    /** Adds a listener that is notified of new signing evidence as if it were a poll: the next poll may be too late. */
    public void listen(TenantListener learner) {
        learners.add(learner);
    }

    /** Records that a token with that issue time verified with this key. */
    public void signed(TenantId tenant, JwkThumbprint key, Instant issuedAt) {
        SigningNote note = new SigningNote(key, issuedAt);
        watch.find(tenant).ifPresent(watched -> take(watched, note));
    }

    /** Like {@link #signed}, for callers that serve a request. */
    public void recordAsync(TenantId tenant, JwkThumbprint key, Instant issuedAt) {
        SigningNote note = new SigningNote(key, issuedAt);
        watch.find(tenant)
                .filter(watched -> note.teaches(watched.latest(), clock.instant())
                        || watched.unpublished().isPresent())
                .ifPresent(watched -> later(watched, () -> take(watched, note)));
    }

    /**
     * Records that a diagnosed token verified with a withdrawn key, if it was issued after the withdrawal. Does not block
     * the caller.
     *
     * @param token a digest of the token
     */
    public void recordWithdrawnAsync(TenantId tenant, JwkThumbprint key, Instant issuedAt, String token) {
        watch.find(tenant).ifPresent(watched -> LateSignature.of(watched, key, issuedAt, clock.instant())
                .ifPresent(detail -> later(
                        watched,
                        () -> prove(watched, UnpublishedSigning.by(Optional.of(key), detail, token, issuedAt)))));
    }

    /** Records that the provider itself issued a token with a key outside its key set. */
    void unpublished(WatchedTenant watched, UnpublishedSigning proof) {
        prove(watched, proof);
    }

    /** At most one item per tenant is in progress. */
    private void later(WatchedTenant watched, Runnable news) {
        TenantId tenant = watched.tenant().id();
        if (!underWay.add(tenant)) {
            return;
        }
        executor.execute(() -> {
            try {
                news.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "event=evidence-broken tenant=%s", tenant);
            } finally {
                underWay.remove(tenant);
            }
        });
    }

    private void prove(WatchedTenant watched, UnpublishedSigning proof) {
        boolean before =
                watched.unpublished().filter(UnpublishedSigning::proven).isPresent();
        if (!watched.prove(proof)) {
            return;
        }
        if (!before && watched.unpublished().filter(UnpublishedSigning::proven).isPresent()) {
            LOG.warnf(
                    "event=unpublished-key-signs tenant=%s detail=\"%s\"",
                    watched.tenant().id(), PlainText.quotable(proof.detail()));
        }
        learned(watched);
    }

    private void take(WatchedTenant watched, SigningNote note) {
        boolean learned = note.isByPublishedKey(watched) && watched.refute(note.issuedAt());
        TenantState before = watched.state();
        watch.take(watched, note, event -> {
            KeyChangeLog.log(watched.tenant(), event);
            listeners.forEach(listener -> listener.switched(watched.tenant(), event));
            learned(watched);
        });
        if (learned || watched.state() != before) {
            learned(watched);
        }
    }

    private void learned(WatchedTenant watched) {
        learners.forEach(learner -> learner.polled(watched));
    }
}
