package io.keyvigil.tenant;

import io.keyvigil.jose.PlainText;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** All problems of one watch list, each once. Confined to the thread that reads the list. */
final class Problems {

    private final String file;
    private final Set<WatchListProblem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String problem, String remedy) {
        found.add(new WatchListProblem(file, OptionalInt.of(line), PlainText.of(problem), PlainText.of(remedy)));
    }

    void addWithoutLine(String problem, String remedy) {
        found.add(new WatchListProblem(file, OptionalInt.empty(), PlainText.of(problem), PlainText.of(remedy)));
    }

    /** Returns that list if there is no problem, else the problems in the order of their lines. */
    WatchListReading reading(WatchList list) {
        List<WatchListProblem> byLine = found.stream()
                .sorted(Comparator.comparingInt(problem -> problem.line().orElse(0)))
                .toList();
        return new WatchListReading(byLine.isEmpty() ? Optional.of(list) : Optional.empty(), byLine);
    }
}
