package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyHistory.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A tenant of the watch list, the latest state, on which polls build, and the state to tell: the latest one that is written. They
 * differ only while a change is being written. At most one poll is in flight. Code that derives the next state from the
 * latest one holds the monitor of this object: polls and evidence do not overwrite each other.
 */
public final class WatchedTenant {

    static final long UNPLANNED = Long.MAX_VALUE;
    static final String NO_ADDRESS = "";

    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REQUESTS_ON_LOOPBACK = Duration.ofSeconds(1);

    private volatile Tenant tenant;
    private volatile TenantState latest;
    private volatile TenantState told;
    private volatile Instant dueAt;
    /** How often what is kept of the tenant has changed; guarded by {@link #polling}. */
    private volatile long version;
    /** The version up to which changes are told. */
    private long toldVersion;
    /** Whether another process polls or polled the tenant: its last attempt counts here too. */
    private volatile boolean leftToOthers;

    private volatile Optional<UnpublishedSigning> unpublished = Optional.empty();
    /** Whether changes after the latest state may be missing. */
    private volatile boolean incomplete;

    private volatile boolean letGo;
    private Instant lastRequest = Instant.MIN;
    private boolean queued;
    private long plannedSecond = UNPLANNED;
    private String plannedAddress = NO_ADDRESS;
    private final ReentrantLock polling = new ReentrantLock();

    WatchedTenant(Tenant tenant, Kept kept) {
        this.tenant = tenant;
        this.latest = kept.state();
        this.told = kept.state();
        this.version = kept.version();
        this.toldVersion = kept.version();
        this.incomplete = kept.incomplete();
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

    /** What may be told of it. */
    public TenantState state() {
        return told;
    }

    /** What the next poll builds on. */
    TenantState latest() {
        return latest;
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

    /**
     * Goes on to the next state. A change makes a version, which is told by {@link #tell}.
     *
     * @param counts false if another process made this step
     */
    synchronized void swap(Transition transition, boolean counts) {
        if (counts && transition.memorable()) {
            version++;
        }
        incomplete &= transition.outcome() == PollOutcome.FAILED;
        swap(counts ? transition.after() : latest.adopting(transition.after()));
    }

    /**
     * Until when the tenant was watched, if polls after that are missing: they were not recorded, or not made.
     *
     * @param noteEvery how often polls are noted; three times that is allowed for
     */
    Optional<Instant> watchedUntil(Instant now, Duration noteEvery) {
        Duration tolerated = tenant.pollEvery().plus(noteEvery.multipliedBy(3));
        return latest.health()
                .lastAttempt()
                .filter(last -> incomplete
                        || now.isAfter(PollSchedule.afterAttempt(tenant, latest).plus(tolerated)));
    }

    /** The changes up to that version may be told. */
    synchronized void tell(long written) {
        toldVersion = Math.max(toldVersion, written);
        if (toldVersion >= version) {
            told = latest;
        }
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
                .filter(known -> !known.isPublishedIn(latest));
        return !unpublished.equals(before);
    }

    /** Takes up that a published key signed a token issued then. Returns whether that ends what was proven. */
    synchronized boolean refute(Instant issuedAt) {
        Optional<UnpublishedSigning> before = unpublished;
        unpublished = before.filter(known -> !issuedAt.isAfter(known.last()));
        return !unpublished.equals(before);
    }

    private void swap(TenantState next) {
        latest = next;
        unpublished = unpublished.filter(known -> !known.isPublishedIn(next));
        dueAt = due();
        tell(toldVersion);
    }

    private Instant due() {
        return leftToOthers && latest.health().tried()
                ? PollSchedule.afterAttempt(tenant, latest)
                : PollSchedule.dueAt(tenant, latest);
    }

    /** Whether this process has tried it, or another one is or was there to do so. */
    boolean tried() {
        return leftToOthers || told.polledHere();
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
        toldVersion = version;
        swap(latest.adopting(kept.state()));
    }

    /** Takes over what another process noted of a poll that changed nothing. */
    synchronized void follow(Claims.Change change) {
        Instant known = latest.health().lastAttempt().orElse(Instant.MIN);
        boolean later = change.health().lastAttempt().filter(known::isBefore).isPresent();
        if (version == change.version() && later) {
            swap(latest.with(change.health(), change.maxAge()));
        }
    }
}
