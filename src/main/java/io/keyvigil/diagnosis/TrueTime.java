package io.keyvigil.diagnosis;

import java.time.Duration;
import java.util.Optional;

/** What is known of true time. */
@FunctionalInterface
public interface TrueTime {

    /** Nothing is known. */
    TrueTime UNKNOWN = Optional::empty;

    /** Empty where nothing trustworthy is known now. */
    Optional<Drift> drift();

    /**
     * @param offset this clock − true time
     * @param errorBound the true offset lies within {@code offset ± errorBound}
     */
    record Drift(Duration offset, Duration errorBound) {}
}
