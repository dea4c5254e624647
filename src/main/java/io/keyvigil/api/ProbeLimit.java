package io.keyvigil.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the probes of all callers together, including loopback: a rate, and {@value #MOST_AT_ONCE} concurrent probes, since one
 * can last 20 s. Issuers that only a prefix allows get at most half of both, because callers can invent any number of them. One
 * unresponsive issuer occupies at most {@value #MOST_OF_ONE} slots.
 */
public final class ProbeLimit {

    static final int MOST_AT_ONCE = 16;
    static final int MOST_OF_ONE = 2;

    private final Half all;
    private final Half prefixed;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    /** A rate and slots, which are acquired together. */
    private static final class Half {
        private final Semaphore places;
        private final LongSupplier nanoTime;
        private Bucket rate;

        Half(int places, int perSecond, LongSupplier nanoTime) {
            this.places = new Semaphore(places);
            this.nanoTime = nanoTime;
            this.rate = Bucket.full(perSecond, nanoTime.getAsLong());
        }

        <T> T within(Supplier<T> probe) {
            if (!places.tryAcquire()) {
                throw ProblemException.busy("too many probes are under way", Duration.ofSeconds(1));
            }
            try {
                take();
                return probe.get();
            } finally {
                places.release();
            }
        }

        private synchronized void take() {
            rate = rate.filled(nanoTime.getAsLong());
            if (!rate.hasOne()) {
                throw ProblemException.tooManyRequests(
                        "at most " + rate.perSecond() + " such probes per second for all callers (keyvigil.probe.rate)",
                        Duration.ofSeconds(1));
            }
            rate = rate.less();
        }
    }

    public ProbeLimit(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    ProbeLimit(int perSecond, LongSupplier nanoTime) {
        this.all = new Half(MOST_AT_ONCE, perSecond, nanoTime);
        this.prefixed = new Half(MOST_AT_ONCE / 2, Math.max(1, perSecond / 2), nanoTime);
    }

    /** Runs the probe, or ends the request with 429 or 503. */
    <T> T ofKnown(String issuer, Supplier<T> probe) {
        return ofOne(issuer, () -> all.within(probe));
    }

    /** Runs the probe of an issuer that only a prefix allows, within its limits. */
    <T> T ofPrefixed(String issuer, Supplier<T> probe) {
        return ofOne(issuer, () -> prefixed.within(() -> all.within(probe)));
    }

    private <T> T ofOne(String issuer, Supplier<T> probe) {
        try {
            if (underWay.merge(issuer, 1, Integer::sum) > MOST_OF_ONE) {
                throw ProblemException.busy("too many probes of this issuer are under way", Duration.ofSeconds(1));
            }
            return probe.get();
        } finally {
            underWay.computeIfPresent(issuer, (same, probes) -> probes == 1 ? null : probes - 1);
        }
    }
}
