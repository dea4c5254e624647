package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.risk.Risk;
import io.keyvigil.testing.RiskReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Assesses 254 public providers, with two consumers each, on every day of fifteen months: were the unsafe rotations told, and
 * how much else was.
 */
class RiskBacktestTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int TOLERATED_SHARE = 20;

    /** On how many days which risk was active, a figure a service. */
    private final Map<Risk, List<Integer>> active = new EnumMap<>(Risk.class);

    private int firings;
    private int days;

    @Test
    void unsafeRotationsRaiseTheirRiskOnTheDay() throws IOException {
        // Given
        assumeTrue(
                Files.isDirectory(RecordedHistories.CORPUS.resolve("histories")),
                "the replay corpus is not at " + RecordedHistories.CORPUS + "; set -Dkeyvigil.corpus to its directory");
        Set<String> expected = RecordedHistories.unsafeDays();
        Set<String> told = new HashSet<>();
        Instant end = RecordedHistories.lastSample();

        // When
        try (Stream<Path> files = Files.list(RecordedHistories.CORPUS.resolve("histories"))) {
            for (Path file : files.sorted().toList()) {
                replay(KeySetHistory.read(file), RecordedHistories.end(file, end), told);
            }
        }

        // Then
        long met = expected.stream().filter(told::contains).count();
        System.out.printf("unsafe rotations that raised their risk on the day: %d of %d%n", met, expected.size());
        System.out.printf(
                "%d services, %d days, %d firings but for info%n",
                active.get(Risk.BLIND).size(), days, firings);
        System.out.printf("%-28s %9s %12s %14s%n", "risk", "services", "median days", "90th in 100");
        active.forEach(RiskBacktestTest::print);
        assertThat(told).containsAll(expected);
        assertThat(median(active.get(Risk.KEY_SET_INVALID))).isZero();
        assertThat(median(active.get(Risk.ROTATION_UNSAFE))).isLessThan(TOLERATED_SHARE);
    }

    private void replay(KeySetHistory history, Instant end, Set<String> told) {
        RiskReplay replay = new RiskReplay(history.service().replaceAll("[^a-z0-9]+", "-"));
        Map<Risk, Integer> counted = new EnumMap<>(Risk.class);
        for (int i = 0; i < history.samples().size(); i++) {
            KeySetHistory.Sample sample = history.samples().get(i);
            boolean last = i + 1 == history.samples().size();
            Instant next = last ? end : history.samples().get(i + 1).at();
            replay.polls(sample.at(), sample.result());
            if (replay.isActive(Risk.ROTATION_UNSAFE) || replay.isActive(Risk.KID_REUSED)) {
                told.add(history.service() + " " + sample.date());
            }
            for (Instant day = sample.at(); day.isBefore(next); day = day.plus(DAY)) {
                if (day.isAfter(sample.at())) {
                    replay.polls(day, again(sample.result()));
                }
                replay.activeRisks().forEach(risk -> counted.merge(risk, 1, Integer::sum));
                days++;
            }
        }
        firings += replay.firings();
        for (Risk risk : Risk.values()) {
            active.computeIfAbsent(risk, unused -> new ArrayList<>()).add(counted.getOrDefault(risk, 0));
        }
    }

    private static FetchResult again(FetchResult result) {
        return result instanceof FetchResult.Failed
                ? result
                : new FetchResult.NotModified(Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    private static void print(Risk risk, List<Integer> days) {
        List<Integer> sorted = days.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-28s %9d %12d %14d%n",
                risk.alertName(),
                days.stream().filter(count -> count > 0).count(),
                median(days),
                sorted.get(sorted.size() * 9 / 10));
    }

    private static int median(List<Integer> days) {
        return days.stream().sorted().skip(days.size() / 2).findFirst().orElseThrow();
    }
}
