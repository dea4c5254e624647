package io.keyvigil.consumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers what lasts or is to come. To be asked before words are made: most of what can be thought of is over. */
final class Exposures {

    private static final Comparator<Exposure> BY_BEGINNING =
            Comparator.comparing(Exposure::from).thenComparing(Exposure::cause);

    private final Instant now;
    private final List<Exposure> gathered = new ArrayList<>(0);

    Exposures(Instant now) {
        this.now = now;
    }

    /** Whether such a time is not empty and not over; its end is included. */
    boolean wants(Instant from, Optional<Instant> until) {
        return until.isEmpty() || (until.get().isAfter(from) && !until.get().isBefore(now));
    }

    void add(Exposure exposure) {
        if (wants(exposure.from(), exposure.until())) {
            gathered.add(exposure);
        }
    }

    /** The earliest first. */
    List<Exposure> inOrder() {
        gathered.sort(BY_BEGINNING);
        return gathered;
    }
}
