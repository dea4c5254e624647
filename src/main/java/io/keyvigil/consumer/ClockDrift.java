package io.keyvigil.consumer;

import java.time.Duration;

/**
 * The offset of this machine's clock from the actual time.
 *
 * @param offset this clock − the actual time: positive if it is ahead
 * @param errorBound the maximum error of {@code offset}; not negative
 */
public record ClockDrift(Duration offset, Duration errorBound) {

    public ClockDrift {
        if (errorBound.isNegative()) {
            throw new IllegalArgumentException("an error bound of " + errorBound);
        }
    }

    /** The maximum by which it is ahead; negative if it is certainly behind. */
    Duration aheadAtMost() {
        return offset.plus(errorBound);
    }

    /** The minimum by which it is ahead; negative if it may be behind. */
    Duration aheadAtLeast() {
        return offset.minus(errorBound);
    }
}
