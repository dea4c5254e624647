package io.keyvigil.ntp;

import java.time.Duration;

/** The interval that contains the offset from the actual time, both ends included. */
record Interval(Duration lowest, Duration highest) {

    Duration middle() {
        return lowest.plus(highest).dividedBy(2);
    }

    /** From the middle to the farther end. */
    Duration halfWidth() {
        return highest.minus(middle());
    }

    Interval widened(Duration by) {
        return new Interval(lowest.minus(by), highest.plus(by));
    }
}
