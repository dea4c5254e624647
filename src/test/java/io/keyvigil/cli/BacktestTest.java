package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keyvigil.jose.Jwk;
import io.keyvigil.watch.Cadence;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Forecasts the next new key of 254 public providers right after each new key and on every day until the next one, and
 * holds it against what came. What the fifteen days without samples hid, and what was still to come at the end of a
 * history, is no error.
 */
class BacktestTest {

    private static final Instant BEFORE_GAP = Instant.parse("2026-05-09T00:00:00Z");
    private static final Instant AFTER_GAP = Instant.parse("2026-05-25T00:00:00Z");
    private static final Duration SAMPLE_APART = Duration.ofDays(1);
    private static final int SHOWN = 25;

    /** More arrivals than this in fifteen months are a new key nearly every day, which is easily foretold. */
    private static final int CHURN = 200;

    private static List<Service> services = List.of();

    /** When a service's new keys came, and its state after every sample that changed something. */
    private record Service(
            String name, List<TenantState> states, List<Instant> at, List<Instant> arrivals, Instant end) {

        /** The state as it was known at that moment. */
        TenantState stateAt(Instant moment) {
            int last = 0;
            while (last + 1 < at.size() && !at.get(last + 1).isAfter(moment)) {
                last++;
            }
            return states.get(last);
        }
    }

    /**
     * One forecast and what became of it.
     *
     * @param own by the service's own cadence, not by a prior
     * @param error as a share of the forecast interval
     */
    private record Outcome(boolean own, boolean held, boolean overdue, double error, double confidence) {}

    @BeforeAll
    static void replay() throws IOException {
        assumeTrue(
                Files.isDirectory(RecordedHistories.CORPUS.resolve("histories")),
                "the replay corpus is not at " + RecordedHistories.CORPUS + "; set -Dkeyvigil.corpus to its directory");
        Instant end = RecordedHistories.lastSample();
        List<Service> replayed = new ArrayList<>();
        try (Stream<Path> files = Files.list(RecordedHistories.CORPUS.resolve("histories"))) {
            for (Path file : files.sorted().toList()) {
                replayed.add(replayed(KeySetHistory.read(file), RecordedHistories.end(file, end)));
            }
        }
        replayed.sort(
                Comparator.comparing((Service service) -> -service.arrivals().size())
                        .thenComparing(Service::name));
        services = List.copyOf(replayed);
    }

    @Test
    void statedIntervalsHoldAboutAsOftenAsTheySay() {
        // When
        List<List<Outcome>> afterArrivals =
                services.stream().map(BacktestTest::afterArrivals).toList();
        List<List<Outcome>> daily = services.stream().map(BacktestTest::daily).toList();

        // Then
        System.out.printf(
                "%-28s %8s %9s %12s %9s %8s%n",
                "forecast right after a key", "arrivals", "forecasts", "median error", "coverage", "claimed");
        for (int i = 0; i < Math.min(SHOWN, services.size()); i++) {
            print(services.get(i).name(), services.get(i).arrivals().size(), own(List.of(afterArrivals.get(i))));
        }
        List<Outcome> own = own(afterArrivals);
        print("overall", count(service -> true), own);
        print(
                "overall but daily churners",
                count(service -> service.arrivals().size() < CHURN),
                own(withoutChurners(afterArrivals)));
        print("by prior (in sample)", 0, flat(afterArrivals, outcome -> !outcome.own()));
        System.out.printf("mean coverage of a service   %.2f%n", meanCoverage(afterArrivals));
        print("every day, in time", 0, flat(withoutChurners(daily), outcome -> outcome.own() && !outcome.overdue()));
        print("every day, overdue", 0, flat(withoutChurners(daily), outcome -> outcome.own() && outcome.overdue()));
        print("every day, prior", 0, flat(withoutChurners(daily), outcome -> !outcome.own()));
        assertThat(own).hasSizeGreaterThan(500);
        assertThat(coverage(own(withoutChurners(afterArrivals)))).isBetween(0.70, 0.95);
        assertThat(meanCoverage(afterArrivals)).isBetween(0.70, 0.95);
        assertThat(medianError(own)).isLessThan(0.1);
    }

    @Test
    void unsafeRotationsAreSeenOnTheDay() throws IOException {
        // Given
        Set<String> expected = RecordedHistories.unsafeDays();

        // When
        Set<String> seen = new HashSet<>();
        try (Stream<Path> files = Files.list(RecordedHistories.CORPUS.resolve("histories"))) {
            for (Path file : files.toList()) {
                seen.addAll(unsafeDays(KeySetHistory.read(file)));
            }
        }

        // Then
        long met = expected.stream().filter(seen::contains).count();
        System.out.printf("unsafe rotations seen on the day: %d of %d%n", met, expected.size());
        assertThat(seen).containsAll(expected);
    }

    private static List<Outcome> afterArrivals(Service service) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < service.arrivals().size(); i++) {
            forecast(service, i, service.arrivals().get(i), outcomes);
        }
        return outcomes;
    }

    private static List<Outcome> daily(Service service) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < service.arrivals().size(); i++) {
            Instant next =
                    i + 1 < service.arrivals().size() ? service.arrivals().get(i + 1) : service.end();
            for (Instant day = service.arrivals().get(i); day.isBefore(next); day = day.plus(SAMPLE_APART)) {
                forecast(service, i, day, outcomes);
            }
        }
        return outcomes;
    }

    private static void forecast(Service service, int arrival, Instant now, List<Outcome> outcomes) {
        TenantState state = service.stateAt(now);
        Instant last = service.arrivals().get(arrival);
        RotationForecast.of(state, now).stream()
                .filter(each -> each.basis() == NextRotation.Basis.CADENCE)
                .findFirst()
                .filter(each -> !hidden(last))
                .ifPresent(forecast -> {
                    boolean own = Cadence.of(state).isPresent();
                    boolean overdue = forecast.confidence() <= 0.4;
                    if (arrival + 1 < service.arrivals().size()) {
                        Instant next = service.arrivals().get(arrival + 1);
                        if (!hidden(next)) {
                            outcomes.add(outcome(forecast, own, overdue, last, next));
                        }
                    } else if (service.end().isAfter(forecast.latest()) && !touchesGap(forecast)) {
                        outcomes.add(new Outcome(own, false, overdue, 1, forecast.confidence()));
                    }
                });
    }

    private static Outcome outcome(NextRotation forecast, boolean own, boolean overdue, Instant last, Instant next) {
        boolean held = !next.isBefore(forecast.earliest()) && !next.isAfter(forecast.latest());
        double interval = Math.max(1, Duration.between(last, forecast.at()).toMillis());
        double error = Math.abs(Duration.between(forecast.at(), next).toMillis()) / interval;
        return new Outcome(own, held, overdue, error, forecast.confidence());
    }

    /** Seen in the first sample after the gap: it came at some time within. */
    private static boolean hidden(Instant arrival) {
        return arrival.isAfter(BEFORE_GAP) && arrival.isBefore(AFTER_GAP.plus(SAMPLE_APART));
    }

    private static boolean touchesGap(NextRotation forecast) {
        return forecast.earliest().isBefore(AFTER_GAP) && forecast.latest().isAfter(BEFORE_GAP);
    }

    private static Service replayed(KeySetHistory history, Instant end) {
        List<TenantState> states = new ArrayList<>();
        List<Instant> at = new ArrayList<>();
        Set<Instant> arrivals = new TreeSet<>();
        TenantState state = TenantState.UNSEEN;
        for (KeySetHistory.Sample sample : history.samples()) {
            state = state.next(sample.result(), sample.at(), sample.at()).after();
            states.add(state);
            at.add(sample.at());
            if (state.lastRotation().filter(sample.at()::equals).isPresent() && isArrival(state, sample.at())) {
                arrivals.add(sample.at());
            }
        }
        return new Service(history.service(), states, at, List.copyOf(arrivals), end);
    }

    private static boolean isArrival(TenantState state, Instant now) {
        Set<Object> earlier = new HashSet<>();
        state.keys().stream()
                .filter(key -> key.firstSeen().isBefore(now))
                .forEach(key -> earlier.add(material(key.jwk())));
        return state.keys().stream()
                .anyMatch(key -> key.firstSeen().equals(now) && !earlier.contains(material(key.jwk())));
    }

    private static Object material(Jwk jwk) {
        return jwk.thumbprint().<Object>map(value -> value).orElse(jwk.kid());
    }

    private static Set<String> unsafeDays(KeySetHistory history) {
        Set<String> days = new HashSet<>();
        TenantState state = TenantState.UNSEEN;
        for (KeySetHistory.Sample sample : history.samples()) {
            Transition transition = state.next(sample.result(), sample.at(), sample.at());
            state = transition.after();
            if (transition.events().stream().map(KeyEvent::kind).anyMatch(BacktestTest::isUnsafe)) {
                days.add(history.service() + " " + sample.date());
            }
        }
        return days;
    }

    private static boolean isUnsafe(KeyEventKind kind) {
        return kind == KeyEventKind.ROTATION_DISJOINT || kind == KeyEventKind.KEY_MATERIAL_REPLACED;
    }

    private static List<List<Outcome>> withoutChurners(List<List<Outcome>> outcomes) {
        return IntStream.range(0, services.size())
                .filter(i -> services.get(i).arrivals().size() < CHURN)
                .mapToObj(outcomes::get)
                .toList();
    }

    private static int count(Predicate<Service> chosen) {
        return services.stream()
                .filter(chosen)
                .mapToInt(service -> service.arrivals().size())
                .sum();
    }

    private static List<Outcome> own(List<List<Outcome>> outcomes) {
        return flat(outcomes, Outcome::own);
    }

    private static List<Outcome> flat(List<List<Outcome>> outcomes, Predicate<Outcome> chosen) {
        return outcomes.stream().flatMap(List::stream).filter(chosen).toList();
    }

    private static double meanCoverage(List<List<Outcome>> outcomes) {
        return outcomes.stream()
                .map(each -> own(List.of(each)))
                .filter(each -> !each.isEmpty())
                .mapToDouble(BacktestTest::coverage)
                .average()
                .orElse(0);
    }

    private static double coverage(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::held).count() / (double) outcomes.size();
    }

    private static double medianError(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(Outcome::error)
                .sorted()
                .skip(outcomes.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private static void print(String name, int arrivals, List<Outcome> outcomes) {
        double claimed =
                outcomes.stream().mapToDouble(Outcome::confidence).average().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-28s %8d %9d %12.3f %9.2f %8.2f%n",
                name,
                arrivals,
                outcomes.size(),
                medianError(outcomes),
                coverage(outcomes),
                claimed);
    }
}
