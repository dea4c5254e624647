package io.keyvigil.api;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one caller may ask for a diagnosis: a token bucket an address, of the {@value #MOST_CALLERS} addresses that asked
 * last. Callers on this machine are not limited.
 */
public final class CallerRate {

    private static final int MOST_CALLERS = 10_000;
    private static final double NANOSECONDS = 1e9;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    private record Bucket(double tokens, long filledAt) {}

    public CallerRate(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    CallerRate(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = 2 * perSecond;
        this.nanoTime = nanoTime;
    }

    /** Ends the request with 429 where its caller asks too often. */
    void admit(HttpServerRequest request) {
        if (!Caller.isOnLoopback(request) && !admit(request.remoteAddress().hostAddress())) {
            throw ProblemException.tooManyRequests(
                    "at most " + perSecond + " diagnoses a second for one caller", Duration.ofSeconds(1));
        }
    }

    synchronized boolean admit(String caller) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.getOrDefault(caller, new Bucket(burst, now));
        double tokens = Math.min(burst, bucket.tokens() + (now - bucket.filledAt()) / NANOSECONDS * perSecond);
        boolean admitted = tokens >= 1;
        buckets.put(caller, new Bucket(admitted ? tokens - 1 : tokens, now));
        return admitted;
    }
}
