package io.keyvigil.admission;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all request bodies that are under way, from their arrival until they are processed. */
public final class BodyBudget {

    private static final int MIN_KIBIBYTES = 1024;
    private static final int MAX_KIBIBYTES = 64 * 1024;
    /** Of heap, for each byte of a body. */
    private static final int SHARE = 32;

    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** A 32nd of the largest heap, at least 1 MiB and at most 64 MiB. */
    public static BodyBudget ofHeap() {
        return new BodyBudget(1024L * HeapShare.of(SHARE * 1024L, MIN_KIBIBYTES, MAX_KIBIBYTES));
    }

    /** Takes so many bytes. Takes none and returns false if fewer are left. */
    public boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    public void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}
