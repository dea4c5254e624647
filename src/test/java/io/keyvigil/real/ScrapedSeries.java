package io.keyvigil.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The series that a real Prometheus has, and whether a text with PromQL in it asks for others. */
final class ScrapedSeries {

    private static final String NAME =
            "((?:keyvigil|jvm|process|scrape|apiserver)[_:][a-z0-9_:]*[a-z0-9]|\\bup(?=\\{))";
    private static final Pattern SELECTOR = Pattern.compile("\\b" + NAME + "(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) ?\\(([a-z_, ]+)\\)");
    private static final String NAME_LABEL = "__name__";

    private final Map<String, Set<String>> labels = new HashMap<>();

    ScrapedSeries(List<JsonNode> series) {
        for (JsonNode each : series) {
            Set<String> named = labels.computeIfAbsent(each.path(NAME_LABEL).asText(), unused -> new TreeSet<>());
            each.fieldNames().forEachRemaining(named::add);
        }
    }

    int metrics() {
        return labels.size();
    }

    boolean has(String metric) {
        return labels.containsKey(metric);
    }

    /** What the text asks for and there is not, each with its reason; empty where all is there. */
    List<String> missing(String text) {
        List<String> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        SELECTOR.matcher(text).results().forEach(selector -> {
            check(selector, problems);
            known.addAll(labels.getOrDefault(selector.group(1), Set.of()));
        });
        GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> List.of(grouping.group(1).trim().split("[, ]+")).stream())
                .filter(label -> !label.isEmpty() && !known.contains(label))
                .forEach(label -> problems.add("nothing in it has the label " + label + ": " + text));
        return problems;
    }

    private void check(MatchResult selector, List<String> problems) {
        Set<String> there = labels.get(selector.group(1));
        if (there == null) {
            problems.add("no series " + selector.group(1));
        } else if (selector.group(2) != null) {
            MATCHER.matcher(selector.group(2))
                    .results()
                    .map(match -> match.group(1))
                    .filter(label -> !there.contains(label))
                    .forEach(label -> problems.add(selector.group(1) + " has no label " + label));
        }
    }
}
