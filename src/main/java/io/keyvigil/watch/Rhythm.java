package io.keyvigil.watch;

import java.util.Arrays;

/**
 * The usual length of gaps, and their deviation from it. Pure arithmetic on milliseconds.
 *
 * <ol>
 *   <li>A burst counts as one arrival: a gap of up to two days and below a tenth of the longer gaps is a rotation in
 *       several steps.
 *   <li>If most gaps are similar, a gap of about a multiple counts as several gaps: arrivals in between were missed.
 *   <li>One outlier among three moves neither value beyond the other gaps.
 * </ol>
 *
 * @param usual the median gap
 * @param strays the distance within which 70 % of the gaps lie
 */
record Rhythm(long usual, long strays) {

    private static final long LONGEST_WITHIN_BURST = 2 * 86_400_000L;
    private static final int LEAST_BURSTS_BETWEEN = 10;
    private static final int FEWEST_GAPS = 2;

    /** Similar gaps differ by less than this share of the median. */
    private static final double ALIKE = 0.15;

    private static final int MOST_MISSED = 4;
    private static final double HELD = 0.7;

    /** @param gaps at least one */
    static Rhythm of(long[] gaps) {
        long[] sorted = withoutMissed(withoutBursts(gaps));
        Arrays.sort(sorted);
        long usual = median(sorted);
        long[] deviations =
                Arrays.stream(sorted).map(gap -> Math.abs(gap - usual)).sorted().toArray();
        int rank = (int) Math.ceil(HELD * (deviations.length + 1));
        return new Rhythm(usual, deviations[Math.min(rank, deviations.length) - 1]);
    }

    private static long[] withoutBursts(long[] gaps) {
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long longer = median(Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length));
        long within = Math.min(LONGEST_WITHIN_BURST, longer / LEAST_BURSTS_BETWEEN);
        long[] between = Arrays.stream(gaps).filter(gap -> gap > within).toArray();
        return between.length < FEWEST_GAPS ? gaps.clone() : between;
    }

    private static long[] withoutMissed(long[] gaps) {
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long usual = median(sorted);
        long alike =
                Arrays.stream(gaps).filter(gap -> isAbout(gap, usual, usual)).count();
        return alike * 2 <= gaps.length
                ? gaps
                : Arrays.stream(gaps).map(gap -> single(gap, usual)).toArray();
    }

    private static long single(long gap, long usual) {
        long times = Math.round((double) gap / usual);
        return times >= 2 && times <= MOST_MISSED && isAbout(gap, times * usual, usual) ? gap / times : gap;
    }

    private static boolean isAbout(long gap, long expected, long usual) {
        return Math.abs(gap - expected) <= ALIKE * usual;
    }

    private static long median(long[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
