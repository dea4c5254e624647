package io.keyvigil.ntp;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the majority of the voices agrees on: Marzullo's intersection as RFC 5905 section 11.2.1 has it, but for the number of
 * liars, which is not the least that explains what is heard but the most that can be borne. Only so the interval holds the true
 * offset when a liar's interval overlaps the honest ones. Pure.
 *
 * <ol>
 *   <li>Of one voice: what it says.
 *   <li>Of two: they must overlap. The interval spans both, so it holds the true offset although one may be wrong.
 *   <li>Of three and more: some offset must lie in the intervals of more than half. The interval reaches from the lowest to the
 *       highest such offset; it holds the true one while less than half of the voices, rounded down to ⌊(n − 1) / 2⌋, are
 *       wrong.
 *   <li>A falseticker is who says nothing that overlaps that interval.
 *   <li>Where more than half of those who agree announce a leap second, the interval is 1 s wider on both sides.
 * </ol>
 *
 * @param agreed empty where no majority agrees; then nobody is called a falseticker
 */
record ClockSelection(Optional<Interval> agreed, Set<String> agreeing, Set<String> falsetickers) {

    private static final Duration LEAP_SECOND = Duration.ofSeconds(1);

    private static final ClockSelection UNDECIDED = new ClockSelection(Optional.empty(), Set.of(), Set.of());

    static ClockSelection of(List<Voice> voices) {
        int majority = majorityOf(voices.size());
        List<Edge> edges = edges(voices);
        if (voices.isEmpty() || span(edges, majority).isEmpty()) {
            return UNDECIDED;
        }
        int trusted = Math.max(1, Math.min(majority, voices.size() - 1));
        Interval interval = span(edges, trusted).orElseThrow();
        List<Voice> agreeing =
                voices.stream().filter(voice -> voice.touches(interval)).toList();
        long leaps = agreeing.stream().filter(Voice::leap).count();
        return new ClockSelection(
                Optional.of(leaps * 2 > agreeing.size() ? interval.widened(LEAP_SECOND) : interval),
                names(voices, voice -> voice.touches(interval)),
                names(voices, voice -> !voice.touches(interval)));
    }

    /** More than half. */
    static int majorityOf(int voices) {
        return voices / 2 + 1;
    }

    private static Set<String> names(List<Voice> voices, Predicate<Voice> which) {
        return voices.stream().filter(which).map(Voice::source).collect(toUnmodifiableSet());
    }

    /** From the lowest to the highest offset that lies in so many intervals; empty where none does. */
    private static Optional<Interval> span(List<Edge> edges, int least) {
        int depth = 0;
        Optional<Duration> lowest = Optional.empty();
        Optional<Duration> highest = Optional.empty();
        for (Edge edge : edges) {
            if (edge.begins() && ++depth == least && lowest.isEmpty()) {
                lowest = Optional.of(edge.at());
            } else if (!edge.begins() && depth-- == least) {
                highest = Optional.of(edge.at());
            }
        }
        Optional<Duration> end = highest;
        return lowest.flatMap(begin -> end.map(last -> new Interval(begin, last)));
    }

    /** Intervals that merely touch overlap, so beginnings come first. */
    private static List<Edge> edges(List<Voice> voices) {
        List<Edge> edges = new ArrayList<>(voices.size() * 2);
        voices.forEach(voice -> {
            edges.add(new Edge(voice.lowest(), true));
            edges.add(new Edge(voice.highest(), false));
        });
        edges.sort(Comparator.comparing(Edge::at).thenComparing(edge -> edge.begins() ? 0 : 1));
        return edges;
    }

    private record Edge(Duration at, boolean begins) {}
}
