package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.provider.ProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListListener;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Holds the state of every tenant of the watch list and polls due tenants.
 *
 * <ol>
 *   <li>At most one poll per tenant is in flight, and a bounded number in total: {@link PollQueue}.
 *   <li>The outcome of a poll is in the history, if that works, and then in the state, before any listener is notified: {@link
 *       TenantPolls}.
 *   <li>A tenant with a changed key source starts again, without events.
 * </ol>
 */
public final class KeyWatch implements WatchListListener {

    private static final Logger LOG = Logger.getLogger(KeyWatch.class);

    /** A history that does not respond counts as failing by then, see {@link HistoryKeeper}. */
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final ConcurrentSkipListMap<TenantId, WatchedTenant> tenants = new ConcurrentSkipListMap<>();
    private final PollAgenda agenda = new PollAgenda(tenants);
    private final KeyIndex keyIndex = new KeyIndex();
    private final RecentTenants recent = new RecentTenants();
    private volatile IssuerIndex issuerIndex = IssuerIndex.of(WatchList.EMPTY);
    private volatile WatchList watchList = WatchList.EMPTY;
    private final TenantPolls polls;
    private final KeyHistory history;
    private final HistoryKeeper keeper;
    private final Claims claims;
    private final Clock clock;
    private final PollQueue queue;
    private final DueTenants due;

    /** @param parallelPolls the places in each lane of the {@link PollQueue} */
    public KeyWatch(
            ProviderClient provider,
            KeyHistory history,
            HistoryKeeper keeper,
            Claims claims,
            List<PollListener> listeners,
            Clock clock,
            Executor executor,
            int parallelPolls) {
        this.polls = new TenantPolls(provider, keeper, keyIndex, listeners, clock);
        this.history = history;
        this.keeper = keeper;
        this.claims = claims;
        this.clock = clock;
        this.due = new DueTenants(agenda, claims);
        this.queue = new PollQueue(executor, parallelPolls, this::poll, System::nanoTime);
    }

    /** Adds a listener for every later poll, notified after the poll listeners. */
    public void listen(TenantListener listener) {
        polls.listen(listener);
    }

    /** Follows the watch list: adds new tenants with their stored state and drops removed ones. */
    @Override
    public void changed(WatchList before, WatchList after) {
        before.tenants().keySet().stream()
                .filter(id -> !after.tenants().containsKey(id))
                .forEach(this::letGo);
        List<Tenant> added = new ArrayList<>();
        after.tenants().forEach((id, tenant) -> {
            WatchedTenant watched = tenants.get(id);
            if (watched == null || !watched.tenant().source().equals(tenant.source())) {
                added.add(tenant);
            } else if (!watched.tenant().equals(tenant)) {
                watched.reconfigure(tenant);
                agenda.put(watched);
            }
        });
        Map<TenantId, Kept> remembered = remembered(added);
        added.forEach(tenant -> takeUp(tenant, remembered.getOrDefault(tenant.id(), Kept.NOTHING)));
        issuerIndex = IssuerIndex.of(after);
        watchList = after;
    }

    private void takeUp(Tenant tenant, Kept kept) {
        WatchedTenant watched = new WatchedTenant(tenant, kept);
        Optional<WatchedTenant> replaced = Optional.ofNullable(tenants.put(tenant.id(), watched));
        replaced.ifPresent(agenda::forget);
        agenda.put(watched);
        noteKeys(
                tenant.id(),
                replaced.map(old -> old.latest().keys()).orElse(List.of()),
                kept.state().keys());
    }

    void noteKeys(TenantId tenant, List<ObservedKey> before, List<ObservedKey> after) {
        if (before != after) {
            keyIndex.update(tenant, before, after);
            recent.add(tenant);
        }
    }

    private void letGo(TenantId id) {
        WatchedTenant removed = tenants.remove(id);
        if (removed != null) {
            agenda.forget(removed);
            keyIndex.update(id, removed.latest().keys(), List.of());
        }
        keeper.forget(id);
    }

    private Map<TenantId, Kept> remembered(List<Tenant> added) {
        if (added.isEmpty()) {
            return Map.of();
        }
        try {
            return history.load(added);
        } catch (HistoryUnavailable e) {
            LOG.warnf("event=history-unreadable reason=\"%s\" tenants=%d", e.getMessage(), added.size());
            return Map.of();
        }
    }

    /** All tenants, ordered by id. */
    public Collection<WatchedTenant> tenants() {
        return Collections.unmodifiableCollection(tenants.values());
    }

    /** The tenants that this process polls, ordered by id; the others are polled by other replicas. */
    public Collection<WatchedTenant> polledHere() {
        return tenants.values().stream()
                .filter(watched -> claims.holds(watched.tenant().id()))
                .toList();
    }

    /** The tenants after that id, in order; all of them if it is empty. */
    public Collection<WatchedTenant> tenantsAfter(Optional<TenantId> id) {
        return id.map(start -> tenants.tailMap(start, false)).orElse(tenants).values();
    }

    public Optional<WatchedTenant> find(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    /** The tenant, if this process polls it. */
    Optional<WatchedTenant> findHeld(TenantId id) {
        return find(id).filter(watched -> claims.holds(id));
    }

    /** The tenants whose poll was due before that time and has not been made since. Does not search all tenants. */
    public Collection<WatchedTenant> overdue(Instant now) {
        return agenda.overdue(now);
    }

    /** The first tenant of that issuer. */
    public Optional<WatchedTenant> findByIssuer(String issuer) {
        return accepting(issuer, "").stream()
                .filter(watched ->
                        watched.tenant().issuer().filter(issuer::equals).isPresent())
                .findFirst();
    }

    /** The tenants, at most 64, that publish or published a key with that kid. */
    public List<WatchedTenant> withKid(String kid) {
        return present(keyIndex.withKid(kid));
    }

    /** The tenants, at most 64, that publish or published this key. */
    public List<WatchedTenant> withThumbprint(JwkThumbprint thumbprint) {
        return present(keyIndex.withThumbprint(thumbprint));
    }

    /** The tenants that accept this value of {@code iss}; {@code tid} replaces {@code {tenantid}}. */
    public List<WatchedTenant> accepting(String issuer, String tid) {
        return present(issuerIndex.accepting(issuer, tid));
    }

    /** The tenants, at most 64, whose keys changed last, the latest first. */
    public List<WatchedTenant> recentlyChanged() {
        return present(recent.latestFirst());
    }

    /** The active watch list. */
    public WatchList watchList() {
        return watchList;
    }

    private List<WatchedTenant> present(List<TenantId> ids) {
        return ids.stream().map(tenants::get).filter(Objects::nonNull).toList();
    }

    /** Whether every tenant was polled once, by this process or by another one that holds or held it. */
    public boolean everyTenantTried() {
        return tenants.values().stream().allMatch(WatchedTenant::tried);
    }

    /** Queues the due polls and starts as many as may be in flight. */
    public void pollDue() {
        Instant now = clock.instant();
        Round round = new Round();
        due.at(now).stream()
                .filter(WatchedTenant::enqueue)
                .forEach(watched -> queue.add(new PollQueue.DuePoll(watched, round, now)));
        queue.start();
    }

    /** Stops scheduled polls; those in flight continue, and none is reported as failed. */
    public void close() {
        queue.close();
    }

    /** Must be called after a change by another process has moved the tenant's next poll. */
    void replan(WatchedTenant watched) {
        agenda.put(watched);
    }

    private void poll(PollQueue.DuePoll due) {
        try {
            polls.poll(due.tenant(), due.round(), due.dueSince(), settled -> {});
        } finally {
            due.tenant().dequeue();
            agenda.put(due.tenant());
        }
    }

    /**
     * Polls now, after a poll that is in flight. Returns when the outcome is written, or the history counts as failing.
     */
    public PollReport poll(WatchedTenant watched) {
        CompletableFuture<Boolean> settled = new CompletableFuture<>();
        PollReport report = polls.poll(watched, new Round(), clock.instant(), settled::complete);
        agenda.put(watched);
        settled.completeOnTimeout(false, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS).join();
        return report;
    }

    /**
     * Records that a token verified with a key. The latest state is updated before this returns.
     *
     * @param listener receives the switch of the signing key, if it was one, once it is written
     */
    void take(WatchedTenant watched, SigningNote note, Consumer<KeyEvent> listener) {
        polls.take(watched, note, listener);
        agenda.put(watched);
    }
}
