package io.keyvigil.ntp;

import java.time.Duration;

/**
 * One source's estimate of this clock's offset.
 *
 * @param offset this clock − the actual time
 * @param distance the actual offset is within {@code offset ± distance}, both ends included, if the source is correct
 * @param leap it announces a leap second
 */
record OffsetEstimate(String source, Duration offset, Duration distance, boolean leap) {

    Duration lowest() {
        return offset.minus(distance);
    }

    Duration highest() {
        return offset.plus(distance);
    }

    boolean touches(Interval interval) {
        return lowest().compareTo(interval.highest()) <= 0 && highest().compareTo(interval.lowest()) >= 0;
    }
}
