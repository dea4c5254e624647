package io.keyvigil.tenant;

import java.util.List;
import java.util.Optional;

/** A watch list, or all problems of an invalid one: exactly one of the two is present. */
public record WatchListReading(Optional<WatchList> watchList, List<WatchListProblem> problems) {
    public WatchListReading {
        problems = List.copyOf(problems);
        if (watchList.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a reading is a watch list or problems");
        }
    }

    static WatchListReading of(WatchList watchList) {
        return new WatchListReading(Optional.of(watchList), List.of());
    }

    /** @param problems at least one */
    static WatchListReading refused(List<WatchListProblem> problems) {
        return new WatchListReading(Optional.empty(), problems);
    }
}
