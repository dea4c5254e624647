package io.keyvigil.ntp;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of the clock measurement. Immutable; every method that returns another state is pure.
 *
 * <ol>
 *   <li>If the wall clock was set, all earlier measurements are discarded. They are not corrected by the step: a machine that
 *       slept shows the same step, although its clock was right.
 *   <li>A measurement that began before a step was detected is not used when it completes after it.
 *   <li>The rate limits of a server that leaves the configuration are retained in case it returns.
 * </ol>
 *
 * @param servers those that are configured, in that order
 * @param retired those that were configured before
 * @param evidence by source, the latest last
 * @param last the reading in which the last step was looked for
 * @param stepSeen the reading in which the last step was noticed
 */
record ClockState(
        Map<String, TimeServer> servers,
        Map<String, TimeServer> retired,
        Map<String, TimedProviderClockSample> evidence,
        ClockReading last,
        Optional<ClockReading> stepSeen,
        Optional<ClockStep> step) {

    /** More independent sources do not make the answer any better. */
    private static final int MOST_SOURCES = 64;

    /** Longer than any poll of a provider takes. */
    private static final Duration DOUBTFUL_AFTER_STEP = Duration.ofSeconds(30);

    ClockState {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
        retired = Map.copyOf(retired);
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    static ClockState startingAt(ClockReading now) {
        return new ClockState(Map.of(), Map.of(), Map.of(), now, Optional.empty(), Optional.empty());
    }

    ClockState configured(List<String> names, Duration every, Instant steady) {
        Map<String, TimeServer> all = new LinkedHashMap<>(retired);
        all.putAll(servers);
        Map<String, TimeServer> wanted = new LinkedHashMap<>();
        for (String name : names) {
            TimeServer known = all.remove(name);
            wanted.put(
                    name,
                    known == null
                            ? TimeServer.unheard(name, every, steady)
                            : known.with(known.schedule().reconfigured(every)));
        }
        all.replaceAll((name, server) -> server.forgotten());
        return new ClockState(wanted, all, evidence, last, stepSeen, step);
    }

    /** Looks for a step since the last reading; one that was overtaken by another tells nothing. */
    ClockState at(ClockReading now) {
        if (now.steady().isBefore(last.steady())) {
            return this;
        }
        Optional<Duration> stepped = now.stepSince(last);
        if (stepped.isEmpty()) {
            return new ClockState(servers, retired, evidence, now, stepSeen, step);
        }
        Map<String, TimeServer> forgotten = new LinkedHashMap<>(servers);
        forgotten.replaceAll((name, server) -> server.forgotten());
        return new ClockState(
                forgotten, retired, Map.of(), now, Optional.of(now), stepped.map(by -> new ClockStep(now.wall(), by)));
    }

    List<TimeServer> due(Instant steady) {
        return servers.values().stream()
                .filter(server -> server.schedule().isDue(steady))
                .toList();
    }

    /** The same with another state of one server, if that is configured. */
    ClockState with(String server, UnaryOperator<TimeServer> change) {
        Map<String, TimeServer> changed = new LinkedHashMap<>(servers);
        changed.computeIfPresent(server, (name, known) -> change.apply(known));
        Map<String, TimeServer> gone = new LinkedHashMap<>(retired);
        gone.computeIfPresent(server, (name, known) -> change.apply(known));
        return new ClockState(changed, gone, evidence, last, stepSeen, step);
    }

    /**
     * The state after a request to a server.
     *
     * @param asked when it was made, by the steady clock
     * @param chance as in {@link ServerSchedule#slowed}
     */
    ClockState answered(String server, Instant asked, NtpResult result, ClockReading now, double chance) {
        boolean overtaken =
                stepSeen.filter(seen -> !asked.isAfter(seen.steady())).isPresent();
        return with(
                server,
                known -> overtaken && result instanceof NtpResult.Answered
                        ? known.with(known.schedule().answered())
                        : known.next(result, now, chance));
    }

    ClockState heard(ProviderClockSample told, ClockReading now) {
        if (stepSeen.filter(seen -> seen.age(now).compareTo(DOUBTFUL_AFTER_STEP) < 0)
                .isPresent()) {
            return this;
        }
        Map<String, TimedProviderClockSample> more = new LinkedHashMap<>(evidence);
        more.values().removeIf(known -> !known.holds(now));
        more.remove(told.source());
        more.put(told.source(), new TimedProviderClockSample(told, now));
        more.keySet().stream()
                .limit(Math.max(0, more.size() - MOST_SOURCES))
                .toList()
                .forEach(more::remove);
        return new ClockState(servers, retired, more, last, stepSeen, step);
    }

    List<TimedProviderClockSample> evidenceAt(ClockReading now) {
        return evidence.values().stream()
                .filter(known -> known.holds(now))
                .sorted(Comparator.comparing(known -> known.evidence().source()))
                .toList();
    }
}
