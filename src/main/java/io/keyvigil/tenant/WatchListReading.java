package io.keyvigil.tenant;

import java.util.List;
import java.util.Optional;

/** A watch list, or every problem that keeps it from being one: exactly one of the two is there. */
public record WatchListReading(Optional<WatchList> watchList, List<WatchListProblem> problems) {
    public WatchListReading {
        problems = List.copyOf(problems);
        if (watchList.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a reading is a watch list or problems");
        }
    }
}
