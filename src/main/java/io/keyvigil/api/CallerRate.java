package io.keyvigil.api;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits the rate of diagnoses per caller and in total. Each of the {@value #MOST_CALLERS} most recent addresses has a token
 * bucket; another bucket is shared by all callers. Callers on this machine are not limited.
 */
public final class CallerRate {

    private static final int MOST_CALLERS = 10_000;

    private final int perSecond;
    private final int perSecondInAll;
    private final LongSupplier nanoTime;
    private Bucket all;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    public CallerRate(int perSecond, int perSecondInAll) {
        this(perSecond, perSecondInAll, System::nanoTime);
    }

    CallerRate(int perSecond, int perSecondInAll, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.perSecondInAll = perSecondInAll;
        this.nanoTime = nanoTime;
        this.all = Bucket.full(perSecondInAll, nanoTime.getAsLong());
    }

    /** Ends the request with 429 if its caller, or all callers together, exceed their rate. */
    void admit(HttpServerRequest request) {
        if (!Caller.isOnLoopback(request) && !admit(Caller.network(request))) {
            throw ProblemException.tooManyRequests(
                    "at most " + perSecond + " diagnoses a second for one caller, and " + perSecondInAll + " in all",
                    Duration.ofSeconds(1));
        }
    }

    /** Returns whether the request is within both rates. A rejected request uses up neither budget. */
    synchronized boolean admit(String caller) {
        long now = nanoTime.getAsLong();
        Bucket own = buckets.getOrDefault(caller, Bucket.full(perSecond, now)).filled(now);
        all = all.filled(now);
        boolean admitted = own.hasOne() && all.hasOne();
        buckets.put(caller, admitted ? own.less() : own);
        all = admitted ? all.less() : all;
        return admitted;
    }
}
