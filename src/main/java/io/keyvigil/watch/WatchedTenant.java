package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyHistory.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A tenant of the watch list and its current state. At most one poll is in flight. Code that derives the next state from the
 * current one holds the monitor of this object: polls and evidence do not overwrite each other.
 */
public final class WatchedTenant {

    static final long UNPLANNED = Long.MAX_VALUE;
    static final String NO_ADDRESS = "";

    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REQUESTS_ON_LOOPBACK = Duration.ofSeconds(1);

    private volatile Tenant tenant;
    private volatile TenantState state;
    private volatile Instant dueAt;
    /** How often what is kept of the tenant has changed; guarded by {@link #polling}. */
    private volatile long version;
    /** Whether another process polls or polled the tenant: its last attempt counts here too. */
    private volatile boolean leftToOthers;

    private volatile Optional<UnpublishedSigning> unpublished = Optional.empty();
    private volatile boolean letGo;
    private Instant lastRequest = Instant.MIN;
    private boolean queued;
    private long plannedSecond = UNPLANNED;
    private String plannedAddress = NO_ADDRESS;
    private final ReentrantLock polling = new ReentrantLock();

    WatchedTenant(Tenant tenant, Kept kept) {
        this.tenant = tenant;
        this.state = kept.state();
        this.version = kept.version();
        this.dueAt = due();
    }

    WatchedTenant(Tenant tenant, TenantState state) {
        this(tenant, new Kept(state, 0));
    }

    public Tenant tenant() {
        return tenant;
    }

    /** Takes over changed settings; the keys still come from the same place, so what is known stays known. */
    synchronized void reconfigure(Tenant changed) {
        tenant = changed;
        dueAt = due();
    }

    /** Says that it left the watch list, or was replaced there; for good. */
    void letGo() {
        letGo = true;
    }

    /** A field rather than a look into the watched tenants: of a hundred thousand that costs as much as the rest of a step. */
    public boolean isWatched() {
        return !letGo;
    }

    public TenantState state() {
        return state;
    }

    /** When the next poll is to begin; as early as can be before the first. Kept, since every tick asks it of every tenant. */
    public Instant dueAt() {
        return dueAt;
    }

    /**
     * Admits a requested poll: at most one every 5 s, 1 s on loopback. Scheduled polls do not count.
     *
     * @return empty if it is admitted, otherwise the time to wait
     */
    public synchronized Optional<Duration> admitRequest(Instant now) {
        Duration between = tenant.onLoopback() ? BETWEEN_REQUESTS_ON_LOOPBACK : BETWEEN_REQUESTS;
        Instant last = lastRequest;
        if (!last.equals(Instant.MIN) && now.isBefore(last.plus(between)) && !now.isBefore(last)) {
            return Optional.of(Duration.between(now, last.plus(between)));
        }
        lastRequest = now;
        return Optional.empty();
    }

    /** Whether the caller may queue a scheduled poll: false while one is queued or in flight. */
    synchronized boolean enqueue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    synchronized void dequeue() {
        queued = false;
    }

    /** Its earliest second in the {@link PollAgenda}, whose lock guards this. */
    long plannedSecond() {
        return plannedSecond;
    }

    /** Its address in the {@link PollAgenda}, whose lock guards this. */
    String plannedAddress() {
        return plannedAddress;
    }

    void plan(long second, String address) {
        plannedSecond = second;
        plannedAddress = address;
    }

    ReentrantLock polling() {
        return polling;
    }

    long version() {
        return version;
    }

    /** @param counts false if another process made this step */
    synchronized void swap(Transition transition, boolean counts) {
        if (counts && transition.memorable()) {
            version++;
        }
        swap(counts ? transition.after() : state.adopting(transition.after()));
    }

    /** @param counts whether the evidence made a version */
    synchronized void swap(SigningNote.Noted noted, boolean counts) {
        if (counts) {
            version++;
        }
        swap(noted.after());
    }

    /** Which key outside the key set signs, as far as this process has proofs. */
    public Optional<UnpublishedSigning> unpublished() {
        return unpublished;
    }

    /** Returns whether more is known by the proof. */
    synchronized boolean prove(UnpublishedSigning proof) {
        Optional<UnpublishedSigning> before = unpublished;
        unpublished = Optional.of(before.map(known -> known.and(proof)).orElse(proof))
                .filter(known -> !known.isPublishedIn(state));
        return !unpublished.equals(before);
    }

    /** Takes up that a published key signed a token issued then. Returns whether that ends what was proven. */
    synchronized boolean refute(Instant issuedAt) {
        Optional<UnpublishedSigning> before = unpublished;
        unpublished = before.filter(known -> !issuedAt.isAfter(known.last()));
        return !unpublished.equals(before);
    }

    private void swap(TenantState next) {
        state = next;
        unpublished = unpublished.filter(known -> !known.isPublishedIn(next));
        dueAt = due();
    }

    private Instant due() {
        return leftToOthers && state.health().tried()
                ? PollSchedule.afterAttempt(tenant, state)
                : PollSchedule.dueAt(tenant, state);
    }

    /** Whether this process has tried it, or another one is or was there to do so. */
    boolean tried() {
        return leftToOthers || state.polledHere();
    }

    synchronized void leaveToOthers() {
        if (!leftToOthers) {
            leftToOthers = true;
            dueAt = due();
        }
    }

    /** Takes over what another process wrote; the caller holds {@link #polling}. */
    synchronized void adopt(Kept kept) {
        version = kept.version();
        swap(state.adopting(kept.state()));
    }

    /** Takes over what another process noted of a poll that changed nothing. */
    synchronized void follow(Claims.Change change) {
        Instant known = state.health().lastAttempt().orElse(Instant.MIN);
        boolean later = change.health().lastAttempt().filter(known::isBefore).isPresent();
        if (version == change.version() && later) {
            swap(state.with(change.health(), change.maxAge()));
        }
    }
}
