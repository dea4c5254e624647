package io.keyvigil.bench;

import java.util.Collection;
import java.util.List;

/** What single disturbances by a neighbour do not move. */
final class Median {

    private Median() {}

    static double of(Collection<Double> figures) {
        return percentile(figures, 50);
    }

    static double percentile(Collection<Double> figures, int percent) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
