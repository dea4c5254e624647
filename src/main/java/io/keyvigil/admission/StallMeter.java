package io.keyvigil.admission;

/**
 * For how long a client has left bytes unread. The time with unread bytes counts up, the time without counts down to zero: a
 * client that reads each piece slowly stalls, a stream that is read promptly for days does not.
 */
final class StallMeter {

    private int unread;
    private long stalled;
    private long changed;

    StallMeter(long now) {
        changed = now;
    }

    synchronized void writing(long now) {
        settle(now);
        unread++;
    }

    synchronized void written(long now) {
        settle(now);
        unread--;
    }

    synchronized long nanos(long now) {
        settle(now);
        return stalled;
    }

    private void settle(long now) {
        long passed = now - changed;
        stalled = unread > 0 ? stalled + passed : Math.max(0, stalled - passed);
        changed = now;
    }
}
