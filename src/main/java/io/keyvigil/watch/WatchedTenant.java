package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyHistory.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A tenant of the watch list, the latest state, on which polls build, and the reported state: the latest written one. They
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
    /** The number of changes of the tenant's stored data; guarded by {@link #polling}. */
    private volatile long version;
    /** The version up to which changes are reported. */
    private long toldVersion;
    /** Whether another process polls or polled the tenant: its last attempt counts too. */
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

    /** Takes over changed settings; the source of the keys is unchanged, and the known state stays. */
    synchronized void reconfigure(Tenant changed) {
        tenant = changed;
        dueAt = due();
    }

    /** Marks the tenant permanently as removed from the watch list, or replaced there. */
    void letGo() {
        letGo = true;
    }

    /** A field instead of a search in the watched tenants: a search among 100,000 costs as much as the rest of a step. */
    public boolean isWatched() {
        return !letGo;
    }

    /** The state that may be reported. */
    public TenantState state() {
        return told;
    }

    /** The state on which the next poll builds. */
    TenantState latest() {
        return latest;
    }

    /** When the next poll is due; the minimum time before the first poll. Stored because every tick reads it for every tenant. */
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
     * Advances to the next state. A change creates a version, which {@link #tell} reports.
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
     * @param noteEvery how often polls are noted; three times that time is tolerated
     */
    Optional<Instant> watchedUntil(Instant now, Duration noteEvery) {
        Duration tolerated = tenant.pollEvery().plus(noteEvery.multipliedBy(3));
        return latest.health()
                .lastAttempt()
                .filter(last -> incomplete
                        || now.isAfter(PollSchedule.afterAttempt(tenant, latest).plus(tolerated)));
    }

    /** Allows reports of the changes up to that version. */
    synchronized void tell(long written) {
        toldVersion = Math.max(toldVersion, written);
        if (toldVersion >= version) {
            told = latest;
        }
    }

    /** @param counts whether the evidence created a version */
    synchronized void swap(SigningNote.Noted noted, boolean counts) {
        if (counts) {
            version++;
        }
        swap(noted.after());
    }

    /** The key outside the key set that signs, by the proofs of this process. */
    public Optional<UnpublishedSigning> unpublished() {
        return unpublished;
    }

    /** Returns whether the proof adds evidence. */
    synchronized boolean prove(UnpublishedSigning proof) {
        Optional<UnpublishedSigning> before = unpublished;
        unpublished = Optional.of(before.map(known -> known.and(proof)).orElse(proof))
                .filter(known -> !known.isPublishedIn(latest));
        return !unpublished.equals(before);
    }

    /** Records that a published key signed a token with that issue time. Returns whether this ends an earlier proof. */
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

    /** Whether this process has polled it, or another process polls or polled it. */
    boolean tried() {
        return leftToOthers || told.polledHere();
    }

    synchronized void leaveToOthers() {
        if (!leftToOthers) {
            leftToOthers = true;
            dueAt = due();
        }
    }

    /** Takes over the data that another process wrote; the caller holds {@link #polling}. */
    synchronized void adopt(Kept kept) {
        version = kept.version();
        toldVersion = version;
        swap(latest.adopting(kept.state()));
    }

    /** Takes over the note of another process about a poll without changes. */
    synchronized void follow(Claims.Change change) {
        Instant known = latest.health().lastAttempt().orElse(Instant.MIN);
        boolean later = change.health().lastAttempt().filter(known::isBefore).isPresent();
        if (version == change.version() && later) {
            swap(latest.with(change.health(), change.maxAge()));
        }
    }
}
