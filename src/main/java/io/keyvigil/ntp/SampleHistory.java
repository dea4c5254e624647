package io.keyvigil.ntp;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last {@value #MOST} samples of one server that do not contradict the latest.
 *
 * <ol>
 *   <li>The best sample has the smallest root distance, usually the smallest delay.
 *   <li>Samples that contradict the latest one are discarded: either they or the latest are wrong. If the rate of a clock that
 *       is being corrected explains the difference, the latest counts, wider by the difference. Otherwise nothing counts
 *       until a further sample confirms the latest one.
 * </ol>
 *
 * @param samples the latest first
 * @param borneOut false while the server has changed its mind and nothing bears that out
 */
record SampleHistory(List<NtpSample> samples, boolean borneOut) {

    static final SampleHistory NONE = new SampleHistory(List.of(), true);

    private static final int MOST = 8;

    /** The maximum distance of ntp.org's implementation; RFC 5905 has 1 s. */
    private static final Duration LARGEST_DISTANCE = Duration.ofMillis(1_500);

    /** How fast the kernel slews a clock, in parts per million (MAXFREQ of RFC 5905). */
    private static final int FASTEST_SLEW = 500;

    SampleHistory {
        samples = List.copyOf(samples);
    }

    SampleHistory plus(NtpSample latest, ClockReading now) {
        Optional<NtpSample> previous = latest();
        if (previous.filter(sample -> sample.contradicts(latest, now)).isEmpty()) {
            boolean bears = borneOut || previous.isPresent();
            return new SampleHistory(kept(latest, now), bears);
        }
        Duration gap = latest.gapTo(previous.get());
        boolean slewed = gap.compareTo(reach(previous.get(), latest, now)) <= 0;
        return slewed
                ? new SampleHistory(List.of(latest.widened(gap)), true)
                : new SampleHistory(List.of(latest), false);
    }

    private List<NtpSample> kept(NtpSample latest, ClockReading now) {
        return Stream.concat(Stream.of(latest), samples.stream().filter(sample -> !sample.contradicts(latest, now)))
                .limit(MOST)
                .toList();
    }

    private static Duration reach(NtpSample previous, NtpSample latest, ClockReading now) {
        Duration between = previous.at().age(latest.at());
        return previous.rootDistance(now)
                .plus(latest.rootDistance(now))
                .plus(between.multipliedBy(FASTEST_SLEW).dividedBy(1_000_000));
    }

    Optional<NtpSample> latest() {
        return samples.stream().findFirst();
    }

    /** Empty if nothing counts, or nothing is certain enough. */
    Optional<NtpSample> best(ClockReading now) {
        return samples.stream()
                .filter(sample -> borneOut)
                .min(Comparator.comparing(sample -> sample.rootDistance(now)))
                .filter(sample -> distance(sample, now).compareTo(LARGEST_DISTANCE) <= 0);
    }

    /** The root distance of the best sample with the jitter: what other samples stray beyond their own distance. */
    Duration distance(NtpSample best, ClockReading now) {
        Duration jitter = samples.stream()
                .map(sample -> sample.gapTo(best).minus(sample.rootDistance(now)))
                .max(Comparator.naturalOrder())
                .filter(strayed -> !strayed.isNegative())
                .orElse(Duration.ZERO);
        return best.rootDistance(now).plus(jitter);
    }
}
