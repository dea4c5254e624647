package io.keyvigil.diagnosis;

import java.time.Duration;
import java.util.Optional;

/** The actual time, as far as it is known. */
@FunctionalInterface
public interface TrueTime {

    /** Nothing is known. */
    TrueTime UNKNOWN = Optional::empty;

    /** The offset of this clock; empty if there is no trustworthy value now. */
    Optional<Drift> drift();

    /**
     * @param offset this clock − the actual time
     * @param errorBound the actual offset is within {@code offset ± errorBound}
     */
    record Drift(Duration offset, Duration errorBound) {}
}
