package io.keyvigil.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something lasts at most.
 *
 * @param duration there exactly where {@code kind} is {@link Kind#FIXED}; never negative
 */
public record Bound(Kind kind, Optional<Duration> duration) {

    /** There is no end without intervention. */
    public static final Bound UNBOUNDED = new Bound(Kind.UNBOUNDED, Optional.empty());

    /** As long as the consumer keeps the keys that it fetched: see {@link Refresh#life}. */
    public static final Bound CACHE_LIFE = new Bound(Kind.CACHE_LIFE, Optional.empty());

    /** Not recorded. */
    public static final Bound UNRECORDED = new Bound(Kind.UNRECORDED, Optional.empty());

    /** The kind of end. */
    public enum Kind {
        FIXED("fixed"),
        UNBOUNDED("unbounded"),
        CACHE_LIFE("cache-life"),
        UNRECORDED("unrecorded");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Bound {
        if (duration.isPresent() != (kind == Kind.FIXED)
                || duration.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException(kind + " with " + duration);
        }
    }

    public static Bound of(Duration duration) {
        return new Bound(Kind.FIXED, Optional.of(duration));
    }

    /** The duration in ISO-8601, or the kind's code. */
    public String text() {
        return duration.map(Duration::toString).orElse(kind.code());
    }

    public boolean isUnbounded() {
        return kind == Kind.UNBOUNDED;
    }

    public boolean isCacheLife() {
        return kind == Kind.CACHE_LIFE;
    }
}
