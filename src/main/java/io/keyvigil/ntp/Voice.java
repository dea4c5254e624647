package io.keyvigil.ntp;

import java.time.Duration;

/**
 * What one source says of this clock.
 *
 * @param offset this clock − true time
 * @param distance true is {@code offset ± distance}, both ends included, where the source is right
 * @param leap it announces a leap second
 */
record Voice(String source, Duration offset, Duration distance, boolean leap) {

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
