package io.keyvigil.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The metrics in the documentation's table, which another test holds to the code, with their labels. */
public final class DocumentedMetrics {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(keyvigil_[a-z_]+)` \\| ([^|]*) \\|");
    private static final Pattern SELECTOR = Pattern.compile("\\b(keyvigil_[a-z_]*[a-z])(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern HISTOGRAM = Pattern.compile("_(?:bucket|count|sum)$");

    /** What Prometheus adds to every series that it scrapes. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private final Map<String, Set<String>> labels = new HashMap<>();

    private DocumentedMetrics() {}

    public static DocumentedMetrics read() {
        DocumentedMetrics metrics = new DocumentedMetrics();
        ROW.matcher(Documentation.text()).results().forEach(row -> metrics.add(row.group(1), row.group(2)));
        return metrics;
    }

    /** The name of each; a histogram's without its endings. */
    public Set<String> names() {
        return Set.copyOf(labels.keySet());
    }

    /** What is wrong with the metrics that a text with PromQL in it names, each with its reason; empty where nothing is. */
    public List<String> unknownIn(String text) {
        List<String> problems = new ArrayList<>();
        SELECTOR.matcher(text).results().forEach(selector -> check(selector, problems));
        return problems;
    }

    private void check(MatchResult selector, List<String> problems) {
        String name = HISTOGRAM.matcher(selector.group(1)).replaceFirst("");
        if (!labels.containsKey(name)) {
            problems.add(name + " is no metric of the documentation");
        } else if (selector.group(2) != null) {
            Set<String> asked = new TreeSet<>(MATCHER.matcher(selector.group(2))
                    .results()
                    .map(match -> match.group(1))
                    .toList());
            asked.removeAll(labels.get(name));
            asked.removeAll(OF_THE_TARGET);
            asked.forEach(label -> problems.add(name + " has no label " + label));
        }
    }

    private void add(String name, String row) {
        labels.put(
                name,
                new TreeSet<>(Arrays.asList(row.replaceAll("[–()]", " ").trim().split("[ ,]+"))));
    }
}
