package io.keyvigil.diagnosis.message;

import io.keyvigil.diagnosis.message.CatalogContents.Match;
import io.keyvigil.diagnosis.message.KnownMessage.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Selects the messages to explain from all matches in a text: only those of the highest level, none that overlaps one
 * with more fixed characters, and the innermost of a chain of causes.
 */
final class InnermostMessage {

    /** The separators between an error and its cause: .NET, Java, Rust, and the arrow in logs. */
    private static final List<String> CAUSE_FOLLOWS =
            List.of("--->", "caused by:", " <- ", "inner exception", "root cause:", "source: some(");
    /** The separators of Python, which prints the cause first. */
    private static final List<String> CAUSE_PRECEDES = List.of(
            "the above exception was the direct cause of the following exception",
            "during handling of the above exception, another exception occurred");

    private static final int MOST_CAUSES = 256;

    private InnermostMessage() {}

    /** Returns one message, or one for each code of the innermost part. */
    static List<KnownMessage> of(String text, List<Match> matches) {
        Level highest = matches.stream()
                .map(match -> match.message().level())
                .max(Comparator.naturalOrder())
                .orElse(Level.WRAPPER);
        List<Match> candidates = matches.stream()
                .filter(match -> match.message().level() == highest)
                .filter(match -> matches.stream().noneMatch(other -> saysMore(other, match)))
                .toList();
        List<Match> innermost = innermost(text, candidates);
        Stream<Match> chosen = highest == Level.CODE
                ? innermost.stream()
                        .sorted(Comparator.comparingInt(match -> match.span().start()))
                : innermost.stream()
                        .max(Comparator.comparingInt(
                                        (Match match) -> match.span().end())
                                .thenComparing(Match::weight))
                        .stream();
        return chosen.map(Match::message).distinct().toList();
    }

    /** Whether the first is an overlapping text with more fixed characters, or a variant of the same code. */
    private static boolean saysMore(Match one, Match other) {
        if (one.message().level().compareTo(other.message().level()) < 0 || one.equals(other)) {
            return false;
        }
        boolean variant = one.message().id().equals(other.message().id())
                && !one.message().equals(other.message());
        return one.weight() > other.weight() && (variant || one.span().overlaps(other.span()));
    }

    private static List<Match> innermost(String text, List<Match> candidates) {
        List<Integer> python = places(text, CAUSE_PRECEDES);
        List<Integer> others = python.isEmpty() ? places(text, CAUSE_FOLLOWS) : python;
        Comparator<Match> depth = Comparator.comparingInt(match -> (int)
                others.stream().filter(place -> place <= match.span().start()).count());
        Comparator<Match> inner = python.isEmpty() ? depth : depth.reversed();
        return candidates.stream()
                .max(inner)
                .map(deepest -> candidates.stream()
                        .filter(match -> inner.compare(match, deepest) == 0)
                        .toList())
                .orElse(List.of());
    }

    private static List<Integer> places(String text, List<String> separators) {
        List<Integer> places = new ArrayList<>();
        for (String separator : separators) {
            int at = text.indexOf(separator);
            for (; at >= 0 && places.size() < MOST_CAUSES; at = text.indexOf(separator, at + 1)) {
                places.add(at);
            }
        }
        return places;
    }
}
