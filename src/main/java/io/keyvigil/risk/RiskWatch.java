package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.TenantListener;
import io.keyvigil.watch.WatchedTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the list of active risks.
 *
 * <ol>
 *   <li>A tenant is assessed after each of its polls. {@link #assessAll} also assesses it if it has consumers or risks, or if its
 *       next poll is not due within minutes. It is never assessed before its first poll by this process: the risks from before a
 *       restart stay active until then.
 *   <li>Risks of a tenant that is no longer watched resolve immediately.
 *   <li>Nothing is kept for a tenant without risks.
 *   <li>For tenants of another replica, this process does not assess but reads the history. Only listeners of
 *       {@link #listenToFollowed} receive these changes, each change once. Before this process takes over a tenant, it reads its
 *       history once more.
 *   <li>Listeners receive the changes of one tenant in order.
 * </ol>
 *
 * The caller must call {@link #assessAll} about every minute, and {@link #assessInstance} and {@link #follow} more often.
 */
public final class RiskWatch implements TenantListener, WatchListListener {

    /** The usual interval of polls. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final AssessmentSources surroundings;
    private final RiskJournal journal;
    private final Clock clock;
    private final RiskListeners listeners = new RiskListeners();
    private final RiskListeners followers = new RiskListeners();
    private final RiskLedgers ledgers = new RiskLedgers();
    private final ReentrantLock assessing = new ReentrantLock();
    private volatile Set<TenantId> elsewhere = Set.of();
    private volatile SubjectAssembler assessor;
    private volatile Duration smallestLeeway = SmallestLeeway.DEFAULT;

    /** @param executor writes the history; runs one task at a time */
    public RiskWatch(AssessmentSources surroundings, RiskHistory history, Clock clock, Executor executor) {
        this.surroundings = surroundings;
        this.journal = new RiskJournal(history, executor);
        this.clock = clock;
        this.assessor = new SubjectAssembler(surroundings, clock.instant());
    }

    public void listen(RiskListener listener) {
        listeners.add(listener);
    }

    /** Adds a listener for the findings of other replicas, when this process has read them. */
    public void listenToFollowed(RiskListener listener) {
        followers.add(listener);
    }

    /** Loads the risks that were active before a restart. Call it once, after the tenants are known and before the first poll. */
    public void start() {
        Instant now = clock.instant();
        assessor = new SubjectAssembler(surroundings, now);
        smallestLeeway = leeway();
        journal.loadResolved();
        journal.load().orElse(Map.of()).forEach((tenant, risks) -> {
            RiskLedger remembered = RiskLedger.of(risks, now);
            if (isWatched(tenant)) {
                ledgers.keep(tenant, remembered);
            } else {
                journal.note(remembered.cleared(now).changes());
            }
        });
    }

    /** The active risks, the most severe first, then the oldest. */
    public List<ActiveRisk> active() {
        return ledgers.active();
    }

    /** The risks that this process must report: those of its own tenants, and of itself. */
    public List<ActiveRisk> activeHere() {
        return active().stream()
                .filter(risk -> risk.tenant().filter(id -> !isHeld(id)).isEmpty())
                .toList();
    }

    /** Those of one tenant, in the same order. */
    public List<ActiveRisk> activeOf(TenantId tenant) {
        return ledgers.of(Optional.of(tenant)).active().stream()
                .sorted(ActiveRisk.WORST_FIRST)
                .toList();
    }

    /** The latest resolved risks, including those before a restart and of other replicas, the latest first; bounded. */
    public List<ResolvedRisk> recentlyResolved() {
        return journal.resolved();
    }

    @Override
    public void polled(WatchedTenant watched) {
        TenantId id = watched.tenant().id();
        if (elsewhere.contains(id) && isHeld(id)) {
            follow();
        }
        boolean changed = assess(watched, assessor.drift(), clock.instant());
        if (changed) {
            journal.flushSoon();
        }
    }

    @Override
    public void changed(WatchList before, WatchList after) {
        forgetUnwatched();
        smallestLeeway = leeway();
        journal.flushSoon();
    }

    /** Assesses every tenant that is not quiet: deadlines also pass without a poll. */
    public void assessAll() {
        ClockDrift drift = assessor.drift();
        Instant now = clock.instant();
        boolean clockIsOff = ClockError.finding(drift, smallestLeeway, "").isPresent();
        for (WatchedTenant watched : surroundings.watch().tenants()) {
            if (clockIsOff || !isQuiet(watched, now)) {
                assess(watched, drift, now);
            }
        }
        forgetUnwatched();
        journal.flushSoon();
    }

    /** Assesses this process. */
    public void assessInstance() {
        assessing.lock();
        try {
            Instant now = clock.instant();
            InstanceSubject subject = assessor.instance(smallestLeeway, now);
            take(
                    Optional.empty(),
                    ledgers.of(Optional.empty())
                            .next(Optional.empty(), InstanceAssessment.of(subject), RiskHysteresis.HERE, now));
        } finally {
            assessing.unlock();
        }
        journal.flushSoon();
    }

    /** Reads the risks of tenants of other replicas from the history. Unreadable risks stay unchanged. */
    public void follow() {
        if (surroundings.claims().holdsAll()) {
            return;
        }
        journal.flush();
        Set<TenantId> others = surroundings.watch().tenants().stream()
                .map(watched -> watched.tenant().id())
                .filter(id -> !isHeld(id))
                .collect(Collectors.toSet());
        Optional<Map<Optional<TenantId>, List<ActiveRisk>>> written =
                others.isEmpty() && elsewhere.isEmpty() ? Optional.of(Map.of()) : journal.load();
        journal.loadResolved();
        written.ifPresent(risks -> follow(others, risks));
    }

    /**
     * Tenants that were taken over since the last call are read a last time: changes that other replicas have written in
     * the interim must not be repeated.
     */
    private void follow(Set<TenantId> others, Map<Optional<TenantId>, List<ActiveRisk>> written) {
        assessing.lock();
        try {
            Instant now = clock.instant();
            Stream.concat(others.stream(), elsewhere.stream())
                    .distinct()
                    .filter(id -> isWatched(Optional.of(id)))
                    .map(Optional::of)
                    .forEach(tenant -> follow(tenant, written.getOrDefault(tenant, List.of()), now));
            elsewhere = others;
        } finally {
            assessing.unlock();
        }
    }

    private void follow(Optional<TenantId> tenant, List<ActiveRisk> written, Instant now) {
        followed(
                tenant,
                ledgers.of(tenant)
                        .followed(written, risk -> journal.resolvedAt(risk).orElse(now), now));
    }

    private void followed(Optional<TenantId> tenant, RiskLedger.Step step) {
        ledgers.keep(tenant, step.after());
        followers.tell(step.changes());
    }

    /**
     * Whether the assessment after its next poll is early enough: the poll is soon, no active risk can end before it, and no
     * deadline can pass because there are no consumers.
     */
    private boolean isQuiet(WatchedTenant watched, Instant now) {
        Instant due = watched.dueAt();
        return watched.tenant().consumers().isEmpty()
                && !due.isBefore(now)
                && !due.isAfter(now.plus(SOON))
                && ledgers.of(Optional.of(watched.tenant().id())).isEmpty();
    }

    private boolean isHeld(TenantId tenant) {
        return surroundings.claims().holds(tenant);
    }

    private boolean assess(WatchedTenant watched, ClockDrift drift, Instant now) {
        assessing.lock();
        try {
            if (!watched.isWatched()
                    || !isHeld(watched.tenant().id())
                    || !watched.state().polledHere()) {
                return false;
            }
            Optional<TenantId> tenant = Optional.of(watched.tenant().id());
            TenantSubject subject = assessor.subject(watched, drift, now);
            return take(
                    tenant,
                    ledgers.of(tenant)
                            .next(
                                    tenant,
                                    TenantAssessment.of(subject),
                                    RiskHysteresis.with(subject.tenant()),
                                    subject.now()));
        } finally {
            assessing.unlock();
        }
    }

    private Duration leeway() {
        return surroundings.watch().tenants().stream()
                .map(watched -> assessor.leeway(watched.tenant()))
                .min(Duration::compareTo)
                .orElse(SmallestLeeway.DEFAULT);
    }

    private void forgetUnwatched() {
        assessing.lock();
        try {
            Instant now = clock.instant();
            for (Optional<TenantId> tenant : ledgers.tenants()) {
                if (!isWatched(tenant)) {
                    forget(tenant, ledgers.of(tenant).cleared(now));
                }
            }
        } finally {
            assessing.unlock();
        }
    }

    /** A risk of another replica is reported and written by that replica. */
    private void forget(Optional<TenantId> tenant, RiskLedger.Step step) {
        if (tenant.filter(id -> elsewhere.contains(id) && !isHeld(id)).isPresent()) {
            followed(tenant, step);
        } else {
            take(tenant, step);
        }
    }

    private boolean isWatched(Optional<TenantId> tenant) {
        return tenant.isEmpty() || surroundings.watch().find(tenant.get()).isPresent();
    }

    private boolean take(Optional<TenantId> tenant, RiskLedger.Step step) {
        ledgers.keep(tenant, step.after());
        journal.note(step.changes());
        listeners.tell(step.changes());
        return step.changes().stream().anyMatch(change -> change.kind() != RiskChange.Kind.REWORDED);
    }
}
