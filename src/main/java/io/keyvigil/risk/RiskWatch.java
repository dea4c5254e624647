package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.SigningListener;
import io.keyvigil.watch.TenantListener;
import io.keyvigil.watch.WatchedTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the list of active risks.
 *
 * <ol>
 *   <li>A tenant is assessed after each of its polls, and whenever {@link #assessAll} is called if it has consumers or risks or
 *       is not due within minutes; never before this process' first poll of it: what was active before a restart stays so
 *       until then.
 *   <li>Risks of a tenant that is watched no more resolve at once.
 *   <li>Of a tenant without risk nothing is kept.
 *   <li>Of tenants that another replica holds the history is followed: nobody here assesses them or hears of them.
 *   <li>Listeners hear of the changes of one tenant in their order.
 * </ol>
 *
 * Calling {@link #assessAll} about every minute, {@link #assessInstance} and {@link #follow} more often is left to others.
 */
public final class RiskWatch implements TenantListener, SigningListener, WatchListListener {

    private static final Comparator<ActiveRisk> WORST_FIRST = Comparator.comparing(ActiveRisk::severity)
            .reversed()
            .thenComparing(ActiveRisk::since)
            .thenComparing(risk -> risk.tenant().map(TenantId::value).orElse(""))
            .thenComparing(ActiveRisk::risk)
            .thenComparing(risk -> risk.consumer().map(Object::toString).orElse(""));

    /** The usual interval of polls. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Surroundings surroundings;
    private final RiskJournal journal;
    private final Clock clock;
    private final List<RiskListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Optional<TenantId>, RiskLedger> ledgers = new ConcurrentHashMap<>();
    private final ReentrantLock assessing = new ReentrantLock();
    private volatile Assessor assessor;
    private volatile Duration smallestLeeway = SmallestLeeway.DEFAULT;

    public RiskWatch(Surroundings surroundings, RiskHistory history, Clock clock) {
        this.surroundings = surroundings;
        this.journal = new RiskJournal(history);
        this.clock = clock;
        this.assessor = new Assessor(surroundings, clock.instant());
    }

    public void listen(RiskListener listener) {
        listeners.add(listener);
    }

    /** Takes up what was active before; to be called once, when the tenants are known and before the first poll. */
    public void start() {
        Instant now = clock.instant();
        assessor = new Assessor(surroundings, now);
        smallestLeeway = leeway();
        journal.load().orElse(Map.of()).forEach((tenant, risks) -> {
            RiskLedger remembered = RiskLedger.of(risks, now);
            if (isWatched(tenant)) {
                ledgers.put(tenant, remembered);
            } else {
                journal.note(remembered.cleared(now).changes());
            }
        });
    }

    /** The active risks, the most severe first, then the oldest. */
    public List<ActiveRisk> active() {
        return ledgers.values().stream()
                .flatMap(ledger -> ledger.active().stream())
                .sorted(WORST_FIRST)
                .toList();
    }

    /** Those that are this process' to tell: of the tenants that it holds, and of itself. */
    public List<ActiveRisk> activeHere() {
        return active().stream()
                .filter(risk -> risk.tenant().filter(id -> !isHeld(id)).isEmpty())
                .toList();
    }

    /** Those of one tenant, in the same order. */
    public List<ActiveRisk> activeOf(TenantId tenant) {
        RiskLedger ledger = ledgers.get(Optional.of(tenant));
        return ledger == null
                ? List.of()
                : ledger.active().stream().sorted(WORST_FIRST).toList();
    }

    /** The latest of this process that resolved, the latest first; bounded. */
    public List<ResolvedRisk> recentlyResolved() {
        return journal.resolved();
    }

    @Override
    public void polled(WatchedTenant watched) {
        boolean changed = assess(watched, assessor.drift(), clock.instant());
        if (changed) {
            journal.flush();
        }
    }

    @Override
    public void switched(Tenant tenant, KeyEvent event) {
        surroundings.watch().find(tenant.id()).ifPresent(this::polled);
    }

    @Override
    public void changed(WatchList before, WatchList after) {
        forgetUnwatched();
        smallestLeeway = leeway();
        journal.flush();
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
        journal.flush();
    }

    /** Assesses what is not about a tenant. */
    public void assessInstance() {
        assessing.lock();
        try {
            Instant now = clock.instant();
            InstanceSubject subject = assessor.instance(smallestLeeway, now);
            take(
                    Optional.empty(),
                    ledger(Optional.empty())
                            .next(Optional.empty(), InstanceAssessment.of(subject), Patience.HERE, now));
        } finally {
            assessing.unlock();
        }
        journal.flush();
    }

    /** Takes from the history what other replicas say of the tenants that they hold; what it cannot read stays as it is. */
    public void follow() {
        if (surroundings.claims().holdsAll()
                || surroundings.watch().tenants().stream()
                        .allMatch(watched -> isHeld(watched.tenant().id()))) {
            return;
        }
        journal.load().ifPresent(this::follow);
    }

    private void follow(Map<Optional<TenantId>, List<ActiveRisk>> written) {
        assessing.lock();
        try {
            Instant now = clock.instant();
            surroundings.watch().tenants().stream()
                    .map(watched -> watched.tenant().id())
                    .filter(id -> !isHeld(id))
                    .map(Optional::of)
                    .forEach(tenant -> keep(tenant, RiskLedger.of(written.getOrDefault(tenant, List.of()), now)));
        } finally {
            assessing.unlock();
        }
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
                && !ledgers.containsKey(Optional.of(watched.tenant().id()));
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
                    ledger(tenant)
                            .next(
                                    tenant,
                                    TenantAssessment.of(subject),
                                    Patience.with(subject.tenant()),
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
            for (Optional<TenantId> tenant : ledgers.keySet()) {
                if (!isWatched(tenant)) {
                    take(tenant, ledger(tenant).cleared(now));
                }
            }
        } finally {
            assessing.unlock();
        }
    }

    private boolean isWatched(Optional<TenantId> tenant) {
        return tenant.isEmpty() || surroundings.watch().find(tenant.get()).isPresent();
    }

    private RiskLedger ledger(Optional<TenantId> tenant) {
        return ledgers.getOrDefault(tenant, RiskLedger.EMPTY);
    }

    private boolean take(Optional<TenantId> tenant, RiskLedger.Step step) {
        keep(tenant, step.after());
        journal.note(step.changes());
        step.changes().forEach(change -> listeners.forEach(listener -> tell(listener, change)));
        return !step.changes().isEmpty();
    }

    private void keep(Optional<TenantId> tenant, RiskLedger ledger) {
        if (ledger.isEmpty()) {
            ledgers.remove(tenant);
        } else {
            ledgers.put(tenant, ledger);
        }
    }

    private static void tell(RiskListener listener, RiskChange change) {
        switch (change.kind()) {
            case FIRED -> listener.fired(change.risk());
            case SEVERITY_CHANGED -> listener.severityChanged(change.risk());
            case RESOLVED -> listener.resolved(change.risk(), change.at());
        }
    }
}
