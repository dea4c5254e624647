package io.keyvigil.watch;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pending changes: one entry per tenant with its latest state and its last {@value Entries#MOST_EVENTS} events, and the
 * pending news. The number of watched tenants limits its size.
 */
final class Unwritten {

    /** A transaction with this many takes a second or less. New changes wait for at most one such transaction. */
    private static final int MOST_AT_ONCE = 1_000;

    /** Pending events come after all written ones, and before the {@code before} of a first page. */
    private static final long FIRST_WAITING_NUMBER = Long.MAX_VALUE - 1 - 2 * Entries.MOST_EVENTS;

    private final Map<TenantId, Change> waiting = new LinkedHashMap<>();
    private Map<TenantId, Change> inWriting = new LinkedHashMap<>();
    /** The tenants with unreported news. */
    private final Set<TenantId> untold = new LinkedHashSet<>();

    private record Change(Entry entry, List<News> news) {
        Change and(Change later) {
            List<News> both = new ArrayList<>(news);
            both.addAll(later.news());
            return new Change(Entries.joined(entry, later.entry()), both);
        }

        Change told() {
            return new Change(entry, List.of());
        }
    }

    synchronized void add(Entry entry, News news) {
        waiting.merge(entry.tenant().id(), new Change(entry, List.of(news)), Change::and);
        untold.add(entry.tenant().id());
    }

    /** Takes the oldest changes for a write, which ends with {@link #written} or {@link #again}. */
    synchronized List<Entry> begin() {
        inWriting = new LinkedHashMap<>();
        Iterator<Map.Entry<TenantId, Change>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext() && inWriting.size() < MOST_AT_ONCE) {
            Map.Entry<TenantId, Change> next = oldest.next();
            inWriting.put(next.getKey(), next.getValue());
            oldest.remove();
        }
        return inWriting.values().stream().map(Change::entry).toList();
    }

    /**
     * Returns the news of the written changes, except of the tenants whose changes were rejected. Pending changes of those
     * are dropped.
     */
    synchronized List<News> written(Set<TenantId> refused) {
        refused.forEach(tenant -> {
            takeNews(tenant).forEach(news -> news.settled(false));
            inWriting.remove(tenant);
            waiting.remove(tenant);
        });
        List<News> news = new ArrayList<>();
        inWriting.forEach((tenant, change) -> {
            news.addAll(change.news());
            if (!waiting.containsKey(tenant)) {
                untold.remove(tenant);
            }
        });
        inWriting = new LinkedHashMap<>();
        return news;
    }

    /** Puts changes that could not be written back before newer ones. */
    synchronized void again() {
        Map<TenantId, Change> later = new LinkedHashMap<>(waiting);
        waiting.clear();
        waiting.putAll(inWriting);
        later.forEach((tenant, change) -> waiting.merge(tenant, change, Change::and));
        inWriting = new LinkedHashMap<>();
    }

    /** Removes the news of all pending changes. The changes stay pending. */
    synchronized List<News> takeNews() {
        List<News> news = new ArrayList<>();
        List.copyOf(untold).forEach(tenant -> news.addAll(takeNews(tenant)));
        return news;
    }

    private List<News> takeNews(TenantId tenant) {
        List<News> news = new ArrayList<>();
        Stream.of(inWriting, waiting)
                .forEach(changes -> changes.computeIfPresent(tenant, (same, change) -> {
                    news.addAll(change.news());
                    return change.told();
                }));
        untold.remove(tenant);
        return news;
    }

    synchronized boolean contains(TenantId tenant) {
        return waiting.containsKey(tenant) || inWriting.containsKey(tenant);
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && inWriting.isEmpty();
    }

    synchronized int tenants() {
        return (int) Stream.of(inWriting, waiting)
                .flatMap(changes -> changes.keySet().stream())
                .distinct()
                .count();
    }

    synchronized int events() {
        return Stream.of(inWriting, waiting)
                .flatMap(changes -> changes.values().stream())
                .mapToInt(change -> change.entry().events().size())
                .sum();
    }

    /** The pending events of a tenant, the newest first; as in {@link KeyHistory#events}. */
    synchronized List<NumberedEvent> events(TenantId tenant, Optional<Instant> since, OptionalLong before) {
        List<KeyEvent> events = Stream.of(inWriting, waiting)
                .flatMap(changes -> Optional.ofNullable(changes.get(tenant)).stream())
                .flatMap(change -> change.entry().events().stream())
                .toList();
        List<NumberedEvent> newestFirst = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            long number = FIRST_WAITING_NUMBER + i;
            boolean tooEarly = since.filter(events.get(i).at()::isBefore).isPresent();
            if (!tooEarly && number < before.orElse(Long.MAX_VALUE)) {
                newestFirst.add(new NumberedEvent(number, events.get(i)));
            }
        }
        return newestFirst;
    }
}
