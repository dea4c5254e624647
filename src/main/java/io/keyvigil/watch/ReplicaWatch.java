package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.Kept;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Synchronizes this process with those that share its history: renews its claims, reads the writes of others, writes pending
 * changes. A failure is retried at the next tick. Findings of others are reported once, when they are known here.
 */
public final class ReplicaWatch {

    private static final Logger LOG = Logger.getLogger(ReplicaWatch.class);

    private final KeyWatch watch;
    private final KeyHistory history;
    private final HistoryKeeper keeper;
    private final Claims claims;
    private final FollowListener listener;
    private final Set<TenantId> behind = new HashSet<>();
    private boolean away;

    public ReplicaWatch(
            KeyWatch watch, KeyHistory history, HistoryKeeper keeper, Claims claims, FollowListener listener) {
        this.watch = watch;
        this.history = history;
        this.keeper = keeper;
        this.claims = claims;
        this.listener = listener;
    }

    /** The caller must call it every second, from one thread at a time. */
    public synchronized void tick() {
        try {
            claims.renew(watch.watchList());
            leaveToOthers();
            if (keeper.failure().isPresent()) {
                keeper.flush();
            }
            claims.changes().forEach(this::note);
            behind.addAll(keeper.outrun());
            readBehind();
            recovered();
        } catch (HistoryUnavailable e) {
            failed(e);
        }
    }

    /** Releases the tenants to the others. */
    public void leave() {
        claims.release();
    }

    private void note(Claims.Change change) {
        Optional<WatchedTenant> watched = watch.find(change.tenant());
        if (watched.isEmpty() || keeper.isWaiting(change.tenant())) {
            return;
        }
        if (watched.get().version() < change.version()) {
            behind.add(change.tenant());
        } else {
            watched.get().follow(change);
            watch.replan(watched.get());
        }
    }

    private void readBehind() {
        behind.removeIf(id -> watch.find(id).isEmpty());
        if (behind.isEmpty()) {
            return;
        }
        List<Tenant> tenants = behind.stream()
                .flatMap(id -> watch.find(id).stream())
                .map(WatchedTenant::tenant)
                .toList();
        Map<TenantId, Kept> kept = history.load(tenants);
        tenants.forEach(tenant -> {
            if (adopt(tenant, Optional.ofNullable(kept.get(tenant.id())))) {
                behind.remove(tenant.id());
            }
        });
    }

    /** Returns false if a poll is in flight: the call must be repeated. */
    private boolean adopt(Tenant tenant, Optional<Kept> kept) {
        Optional<WatchedTenant> same = watch.find(tenant.id())
                .filter(watched -> watched.tenant().source().equals(tenant.source()));
        if (same.isEmpty()) {
            return true;
        }
        WatchedTenant watched = same.get();
        if (!watched.polling().tryLock()) {
            return false;
        }
        try {
            adopt(watched, kept);
            return true;
        } finally {
            watched.polling().unlock();
        }
    }

    private void adopt(WatchedTenant watched, Optional<Kept> kept) {
        TenantId id = watched.tenant().id();
        PollHealth before = watched.state().health();
        long version = watched.version();
        synchronized (watched) {
            boolean outrun = keeper.isOutrun(id);
            List<ObservedKey> keys = watched.state().keys();
            kept.filter(known -> outrun || known.version() > watched.version()).ifPresent(watched::adopt);
            watch.noteKeys(id, keys, watched.state().keys());
            keeper.caughtUp(id);
        }
        watch.replan(watched);
        // Without an earlier state in this process, everything would be new.
        listener.followed(
                watched.tenant(),
                before,
                watched.state().health(),
                () -> before.tried() ? history.eventsAfter(id, version) : List.of());
    }

    private void leaveToOthers() {
        if (claims.holdsAll()) {
            return;
        }
        watch.tenants().stream()
                .filter(watched -> !claims.holds(watched.tenant().id()))
                .forEach(WatchedTenant::leaveToOthers);
    }

    private void failed(HistoryUnavailable e) {
        if (!away) {
            LOG.warnf("event=replicas-out-of-reach reason=\"%s\"", e.getMessage());
        }
        away = true;
    }

    private void recovered() {
        if (away) {
            LOG.info("event=replicas-in-reach");
        }
        away = false;
    }
}
