package io.keyvigil.watch;

import io.keyvigil.watch.PollQueue.DuePoll;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * A queue of polls, and the places for those in flight. Thread-safe.
 *
 * <ol>
 *   <li>A poll takes one of {@code places} places. After half a second it leaves that place to the next one and takes one of the
 *       places for slow polls.
 *   <li>While all places for slow polls are taken, a poll keeps its place.
 * </ol>
 */
final class PollLane {

    private static final long SLOW_NANOS = 500_000_000L;

    private final Queue<DuePoll> waiting = new ArrayDeque<>();
    /** With the time at which each began; the earliest first. */
    private final Map<DuePoll, Long> inFlight = new LinkedHashMap<>();

    private final int places;
    private final int slowPlaces;
    private final LongSupplier nanoTime;

    PollLane(int places, int slowPlaces, LongSupplier nanoTime) {
        this.places = places;
        this.slowPlaces = slowPlaces;
        this.nanoTime = nanoTime;
    }

    synchronized void add(DuePoll due) {
        waiting.add(due);
    }

    /** Takes the next poll and a place for it; empty if there is no poll or no place. */
    synchronized Optional<DuePoll> begin() {
        long now = nanoTime.getAsLong();
        if (waiting.isEmpty() || taken(now) >= places) {
            return Optional.empty();
        }
        DuePoll next = waiting.remove();
        inFlight.put(next, now);
        return Optional.of(next);
    }

    synchronized void end(DuePoll due) {
        inFlight.remove(due);
    }

    synchronized void clear() {
        waiting.clear();
    }

    private int taken(long now) {
        int slow = 0;
        for (long begun : inFlight.values()) {
            if (now - begun < SLOW_NANOS) {
                break;
            }
            slow++;
        }
        return inFlight.size() - Math.min(slow, slowPlaces);
    }
}
