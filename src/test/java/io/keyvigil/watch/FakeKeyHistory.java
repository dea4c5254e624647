package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** A history in memory that can be made to fail. */
final class FakeKeyHistory implements KeyHistory {

    private record Recorded(TenantId tenant, long version, KeyEvent event) {}

    private final List<Collection<Entry>> transactions = new ArrayList<>();
    private final List<Map<TenantId, NotedPoll>> touches = new ArrayList<>();
    private final List<Map<TenantId, List<ObservedKey>>> signed = new ArrayList<>();
    private final List<Recorded> events = new ArrayList<>();
    private final Map<TenantId, Long> versions = new HashMap<>();
    private final Map<Tenant, TenantState> states = new HashMap<>();
    private boolean failing;
    private boolean marked;
    private Runnable whileWriting = () -> {};

    @Override
    public synchronized void mark(boolean waiting) {
        marked = waiting;
    }

    synchronized boolean isMarked() {
        return marked;
    }

    synchronized void fail(boolean isFailing) {
        failing = isFailing;
    }

    /** Something that happens before what is recorded is there. */
    synchronized void whileWriting(Runnable step) {
        whileWriting = step;
    }

    synchronized List<Collection<Entry>> transactions() {
        return List.copyOf(transactions);
    }

    synchronized List<Map<TenantId, NotedPoll>> touches() {
        return List.copyOf(touches);
    }

    synchronized List<Map<TenantId, List<ObservedKey>>> signed() {
        return List.copyOf(signed);
    }

    synchronized void remember(Tenant tenant, TenantState state) {
        states.put(tenant, Polls.remembered(state));
    }

    /** Another process writes this state as the next version, with these events. */
    synchronized void overtake(Tenant tenant, TenantState state, KeyEvent... happened) {
        remember(tenant, state);
        note(tenant, versions.merge(tenant.id(), 1L, Long::sum), List.of(happened));
    }

    private void note(Tenant tenant, long version, List<KeyEvent> happened) {
        happened.forEach(event -> events.add(new Recorded(tenant.id(), version, event)));
    }

    synchronized long version(TenantId tenant) {
        return versions.getOrDefault(tenant, 0L);
    }

    @Override
    public synchronized Map<TenantId, Kept> load(Collection<Tenant> tenants) {
        check();
        Map<TenantId, Kept> loaded = new HashMap<>();
        versions.forEach((tenant, version) -> loaded.put(tenant, new Kept(TenantState.UNSEEN, version)));
        tenants.forEach(tenant -> states.forEach((known, state) -> {
            if (known.id().equals(tenant.id()) && known.source().equals(tenant.source())) {
                loaded.put(tenant.id(), new Kept(state, version(tenant.id())));
            }
        }));
        return loaded;
    }

    @Override
    public synchronized Set<TenantId> record(Collection<Entry> entries) {
        check();
        whileWriting.run();
        transactions.add(List.copyOf(entries));
        Set<TenantId> refused = new HashSet<>();
        entries.forEach(entry -> {
            if (entry.base() != version(entry.tenant().id())) {
                refused.add(entry.tenant().id());
                return;
            }
            versions.put(entry.tenant().id(), entry.version());
            states.keySet().removeIf(known -> known.id().equals(entry.tenant().id()));
            states.put(entry.tenant(), Polls.remembered(entry.state()));
            entry.steps().forEach(step -> note(entry.tenant(), step.version(), step.events()));
        });
        return refused;
    }

    @Override
    public synchronized void touch(Map<TenantId, NotedPoll> polls) {
        check();
        touches.add(polls);
    }

    @Override
    public synchronized void signed(Map<TenantId, List<ObservedKey>> keys) {
        check();
        signed.add(keys);
    }

    @Override
    public synchronized List<KeyEvent> eventsAfter(TenantId tenant, long version) {
        check();
        return events.stream()
                .filter(event -> event.tenant().equals(tenant) && event.version() > version)
                .map(Recorded::event)
                .toList();
    }

    @Override
    public synchronized List<NumberedEvent> events(
            TenantId tenant, Optional<Instant> since, OptionalLong before, int limit) {
        check();
        List<NumberedEvent> found = new ArrayList<>(IntStream.range(0, events.size())
                .filter(i -> events.get(i).tenant().equals(tenant))
                .filter(i -> i < before.orElse(Long.MAX_VALUE))
                .mapToObj(i -> new NumberedEvent(i, events.get(i).event()))
                .filter(event -> since.isEmpty() || !event.event().at().isBefore(since.get()))
                .toList());
        Collections.reverse(found);
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public synchronized Map<KeyIdentity, String> publicJson(TenantId tenant) {
        check();
        Map<KeyIdentity, String> json = new HashMap<>();
        transactions.stream()
                .flatMap(Collection::stream)
                .filter(entry -> entry.tenant().id().equals(tenant))
                .forEach(entry -> entry.publicJson().ifPresent(json::putAll));
        return json;
    }

    private void check() {
        if (failing) {
            throw new HistoryUnavailable("the disk is full", null);
        }
    }
}
