package io.keyvigil.ntp;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Reads the wall clock together with the monotonic one.
 *
 * <ol>
 *   <li>The steady instant never runs back and never jumps. It starts at the wall clock's.
 *   <li>The wall clock is read after the steady one, so an interruption in between makes a round trip that is timed with
 *       both longer, never shorter. An interruption of more than a millisecond leads to another attempt.
 * </ol>
 */
final class MonotonicClock {

    private static final int MOST_ATTEMPTS = 4;
    private static final long LONGEST_READING = 1_000_000;

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Instant start;
    private final long startNanos;

    MonotonicClock(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.start = wall.instant();
    }

    Instant steady() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }

    ClockReading read() {
        ClockReading best = null;
        long shortest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && shortest > LONGEST_READING; attempt++) {
            long before = nanoTime.getAsLong();
            Instant now = wall.instant();
            long took = nanoTime.getAsLong() - before;
            if (took < shortest) {
                shortest = took;
                best = new ClockReading(start.plusNanos(before - startNanos), now);
            }
        }
        return best;
    }
}
