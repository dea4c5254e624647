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
 * The offset on which the majority of estimates agrees: Marzullo's intersection of RFC 5905 section 11.2.1 with one
 * difference. The number of falsetickers is not the smallest that explains the estimates, but the largest that can be
 * tolerated. Otherwise the interval may miss the actual offset if the interval of a falseticker overlaps correct ones. Pure.
 *
 * <ol>
 *   <li>One estimate is taken as it is.
 *   <li>Two must overlap. The interval spans both, and contains the actual offset even if one is wrong.
 *   <li>Of three and more, an offset must be in the intervals of more than half. The interval reaches from the lowest to the
 *       highest such offset. It contains the actual offset while at most ⌊(n − 1) / 2⌋ estimates are wrong.
 *   <li>A falseticker is a source whose interval does not overlap that interval.
 *   <li>If more than half of those that agree announce a leap second, the interval is 1 s wider on both sides.
 * </ol>
 *
 * @param agreed empty if no majority agrees; then no source is a falseticker
 */
record ClockSelection(Optional<Interval> agreed, Set<String> agreeing, Set<String> falsetickers) {

    private static final Duration LEAP_SECOND = Duration.ofSeconds(1);

    private static final ClockSelection UNDECIDED = new ClockSelection(Optional.empty(), Set.of(), Set.of());

    static ClockSelection of(List<OffsetEstimate> estimates) {
        int majority = majorityOf(estimates.size());
        List<Edge> edges = edges(estimates);
        if (estimates.isEmpty() || span(edges, majority).isEmpty()) {
            return UNDECIDED;
        }
        int trusted = Math.max(1, Math.min(majority, estimates.size() - 1));
        Interval interval = span(edges, trusted).orElseThrow();
        List<OffsetEstimate> agreeing = estimates.stream()
                .filter(estimate -> estimate.touches(interval))
                .toList();
        long leaps = agreeing.stream().filter(OffsetEstimate::leap).count();
        return new ClockSelection(
                Optional.of(leaps * 2 > agreeing.size() ? interval.widened(LEAP_SECOND) : interval),
                names(estimates, estimate -> estimate.touches(interval)),
                names(estimates, estimate -> !estimate.touches(interval)));
    }

    /** More than half. */
    static int majorityOf(int estimates) {
        return estimates / 2 + 1;
    }

    private static Set<String> names(List<OffsetEstimate> estimates, Predicate<OffsetEstimate> which) {
        return estimates.stream().filter(which).map(OffsetEstimate::source).collect(toUnmodifiableSet());
    }

    /** From the lowest to the highest offset that is in that number of intervals; empty if there is none. */
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

    /** Intervals that only touch overlap; therefore starts come first. */
    private static List<Edge> edges(List<OffsetEstimate> estimates) {
        List<Edge> edges = new ArrayList<>(estimates.size() * 2);
        estimates.forEach(estimate -> {
            edges.add(new Edge(estimate.lowest(), true));
            edges.add(new Edge(estimate.highest(), false));
        });
        edges.sort(Comparator.comparing(Edge::at).thenComparing(edge -> edge.begins() ? 0 : 1));
        return edges;
    }

    private record Edge(Duration at, boolean begins) {}
}
