package io.keyvigil.api;

/**
 * The remaining budget of a rate: a token bucket that is refilled evenly, with a capacity of {@value #BURST_SECONDS} s.
 * Immutable.
 */
record Bucket(int perSecond, double tokens, long filledAt) {

    private static final double BURST_SECONDS = 2;
    private static final double NANOSECONDS = 1e9;

    static Bucket full(int perSecond, long now) {
        return new Bucket(perSecond, BURST_SECONDS * perSecond, now);
    }

    Bucket filled(long now) {
        double more = (now - filledAt) / NANOSECONDS * perSecond;
        return new Bucket(perSecond, Math.min(BURST_SECONDS * perSecond, tokens + more), now);
    }

    boolean hasOne() {
        return tokens >= 1;
    }

    Bucket less() {
        return new Bucket(perSecond, tokens - 1, filledAt);
    }
}
