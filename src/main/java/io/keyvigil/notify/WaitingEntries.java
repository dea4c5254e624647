package io.keyvigil.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pending entries of one receiver.
 *
 * <ol>
 *   <li>The entries of one subject are delivered in order: while one is pending, no later one is.
 *   <li>An entry that failed lets those of other subjects go first.
 *   <li>At most {@link #most} are pending, for at most {@link #LONGEST_WAIT}; beyond that the oldest is dropped.
 *   <li>One that was refused {@value #MOST_REFUSALS} times goes.
 * </ol>
 *
 * Every step takes the same time, however many wait.
 */
final class WaitingEntries {

    static final int MOST = 20_000;
    static final int MOST_REFUSALS = 5;
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final int most;
    private final Map<String, OutboxEntry> byAge = new LinkedHashMap<>();
    private final Map<String, Deque<OutboxEntry>> untried = new LinkedHashMap<>();
    private final Map<String, Deque<OutboxEntry>> tried = new LinkedHashMap<>();
    private final Map<String, Integer> refusals = new LinkedHashMap<>();

    WaitingEntries(int most) {
        this.most = most;
    }

    /** The entry that had to go for it, if any. */
    synchronized Optional<OutboxEntry> add(OutboxEntry entry) {
        if (byAge.putIfAbsent(entry.id(), entry) != null) {
            return Optional.empty();
        }
        Map<String, Deque<OutboxEntry>> place = tried.containsKey(entry.subject()) ? tried : untried;
        place.computeIfAbsent(entry.subject(), unseen -> new ArrayDeque<>()).addLast(entry);
        return byAge.size() > most ? oldest().filter(this::remove) : Optional.empty();
    }

    synchronized int size() {
        return byAge.size();
    }

    synchronized Optional<OutboxEntry> first() {
        return firsts(1).stream().findFirst();
    }

    /** The first of each subject, those of subjects that have not failed first. */
    synchronized List<OutboxEntry> firsts(int limit) {
        return Stream.concat(untried.values().stream(), tried.values().stream())
                .limit(limit)
                .map(Deque::peekFirst)
                .toList();
    }

    /** Takes out those that waited for too long. */
    synchronized List<OutboxEntry> expired(Instant now) {
        List<OutboxEntry> expired = new ArrayList<>();
        Optional<OutboxEntry> oldest = oldest();
        while (oldest.isPresent() && now.isAfter(oldest.get().noted().plus(LONGEST_WAIT))) {
            remove(oldest.get());
            expired.add(oldest.get());
            oldest = oldest();
        }
        return expired;
    }

    private Optional<OutboxEntry> oldest() {
        return byAge.values().stream().findFirst();
    }

    /** Whether it was still there. */
    synchronized boolean remove(OutboxEntry entry) {
        refusals.remove(entry.id());
        if (byAge.remove(entry.id()) == null) {
            return false;
        }
        Map<String, Deque<OutboxEntry>> place = tried.containsKey(entry.subject()) ? tried : untried;
        Deque<OutboxEntry> ofSubject = place.get(entry.subject());
        ofSubject.remove(entry);
        if (ofSubject.isEmpty()) {
            place.remove(entry.subject());
        }
        return true;
    }

    /** Puts the subjects of what failed behind the others; takes out, and gives, what was refused once too often. */
    synchronized List<OutboxEntry> failed(Collection<OutboxEntry> entries, boolean refused) {
        List<OutboxEntry> hopeless = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            Optional.ofNullable(untried.remove(entry.subject()))
                    .or(() -> Optional.ofNullable(tried.remove(entry.subject())))
                    .ifPresent(ofSubject -> tried.put(entry.subject(), ofSubject));
            if (refused
                    && byAge.containsKey(entry.id())
                    && refusals.merge(entry.id(), 1, Integer::sum) >= MOST_REFUSALS) {
                remove(entry);
                hopeless.add(entry);
            }
        }
        return hopeless;
    }
}
