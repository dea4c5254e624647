package io.keyvigil.consumer;

import java.time.Duration;

/**
 * How far this machine's clock is from true time.
 *
 * @param offset this clock − true time: positive where it is ahead
 * @param errorBound the most that {@code offset} may be wrong by; not negative
 */
public record ClockDrift(Duration offset, Duration errorBound) {

    public ClockDrift {
        if (errorBound.isNegative()) {
            throw new IllegalArgumentException("an error bound of " + errorBound);
        }
    }

    /** How far ahead it may be at most; negative where it is surely behind. */
    Duration aheadAtMost() {
        return offset.plus(errorBound);
    }

    /** How far ahead it is at least; negative where it may be behind. */
    Duration aheadAtLeast() {
        return offset.minus(errorBound);
    }
}
