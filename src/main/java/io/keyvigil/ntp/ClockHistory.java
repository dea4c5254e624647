package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The offsets of this clock in the last 24 hours: one sample per minute, and one at every change of the verdict. Kept in
 * memory, at most {@value #MOST} samples; the oldest are dropped first. May be used from any thread.
 */
public final class ClockHistory {

    /** The time from one sample to the next, as long as the verdict stays. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    private static final int MOST = 24 * 60;

    private final Deque<ClockSample> samples = new ArrayDeque<>();
    private Instant lastTaken = Instant.MIN;

    /** Uses the steady clock: samples are due even if the wall clock is set back. */
    synchronized void note(ClockReading now, ClockDrift drift) {
        boolean changed = samples.isEmpty() || samples.getLast().verdict() != drift.verdict();
        if (!changed && now.steady().isBefore(lastTaken.plus(EVERY))) {
            return;
        }
        lastTaken = now.steady();
        samples.addLast(new ClockSample(now.wall(), drift.verdict(), drift.known()));
        if (samples.size() > MOST) {
            samples.removeFirst();
        }
    }

    /** In the order in which they were taken. */
    public synchronized List<ClockSample> samples() {
        return List.copyOf(samples);
    }
}
