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
 *   <li>A tenant is assessed after each of its polls, and whenever {@link #assessAll} is called if it has consumers or risks or
 *       is not due within minutes; never before this process' first poll of it: what was active before a restart stays so
 *       until then.
 *   <li>Risks of a tenant that is watched no more resolve at once.
 *   <li>Of a tenant without risk nothing is kept.
 *   <li>Of tenants that another replica holds the history is followed: nobody here assesses them, and only who asks for it by
 *       {@link #listenToFollowed} hears of them, of each change once. One that this replica takes over is followed once more first.
 *   <li>Listeners hear of the changes of one tenant in their order.
 * </ol>
 *
 * Calling {@link #assessAll} about every minute, {@link #assessInstance} and {@link #follow} more often is left to others.
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

    /** @param executor writes the history; it does one thing after the other */
    public RiskWatch(AssessmentSources surroundings, RiskHistory history, Clock clock, Executor executor) {
        this.surroundings = surroundings;
        this.journal = new RiskJournal(history, executor);
        this.clock = clock;
        this.assessor = new SubjectAssembler(surroundings, clock.instant());
    }

    public void listen(RiskListener listener) {
        listeners.add(listener);
    }

    /** Hears of what other replicas found, when that is known here. */
    public void listenToFollowed(RiskListener listener) {
        followers.add(listener);
    }

    /** Takes up what was active before; to be called once, when the tenants are known and before the first poll. */
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

    /** Those that are this process' to tell: of the tenants that it holds, and of itself. */
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

    /** The latest that resolved, also before a restart and in other replicas, the latest first; bounded. */
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

    /** Assesses every tenant that is not quiet: deadlines pass without a poll, too. */
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

    /** Assesses what is not about a tenant. */
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

    /** Takes from the history what other replicas say of the tenants that they hold; what it cannot read stays as it is. */
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

    /** Those that came here since the last time are followed a last time: what others wrote meanwhile is not to be told anew. */
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
     * Whether the assessment of its next poll is early enough: it comes soon, there is no risk whose end could be waited for, and
     * without consumers nobody's deadline passes until then.
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

    /** That of another replica is that one's to tell and to write. */
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
