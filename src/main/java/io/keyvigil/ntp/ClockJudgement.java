package io.keyvigil.ntp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The verdict that follows from a state at one time. Pure.
 *
 * <ol>
 *   <li>Time servers are a quorum if more than half of the configured ones are usable: 1 of 1, 2 of 2, 2 of 3, 3 of 4. Then
 *       {@link ClockSelection} selects.
 *   <li>Without a quorum, or a majority in it, samples of providers are selected in the same way.
 *   <li>Without a majority there either, nothing is known.
 * </ol>
 */
final class ClockJudgement {

    private final ClockState state;
    private final ClockReading now;
    private final List<OffsetEstimate> estimates;
    private final ClockSelection byServers;
    private final ClockSelection byEvidence;

    private ClockJudgement(ClockState state, ClockReading now) {
        this.state = state;
        this.now = now;
        this.estimates = state.servers().values().stream()
                .flatMap(server -> server.estimate(now).stream())
                .toList();
        this.byServers = ClockSelection.of(isQuorum() ? estimates : List.of());
        this.byEvidence = ClockSelection.of(
                state.evidenceAt(now).stream().map(heard -> heard.estimate(now)).toList());
    }

    /** @param threshold how far off a clock may be and still be in step */
    static ClockDrift of(ClockState state, ClockReading now, Duration threshold) {
        return new ClockJudgement(state, now).drift(threshold);
    }

    private ClockDrift drift(Duration threshold) {
        Optional<ClockDrift.Known> known =
                known(byServers, ClockBasis.NTP).or(() -> known(byEvidence, ClockBasis.DATE_HEADER));
        return new ClockDrift(
                known.map(drift -> drift.verdict(threshold)).orElse(ClockVerdict.UNKNOWN),
                reason(),
                known,
                state.servers().values().stream().map(this::report).toList(),
                state.evidenceAt(now).stream().map(this::report).toList(),
                state.step());
    }

    private static Optional<ClockDrift.Known> known(ClockSelection selection, ClockBasis basis) {
        return selection.agreed().map(interval -> new ClockDrift.Known(interval.middle(), interval.halfWidth(), basis));
    }

    private boolean isQuorum() {
        return estimates.size() >= ClockSelection.majorityOf(state.servers().size());
    }

    private ClockReason reason() {
        if (state.servers().isEmpty()) {
            return ClockReason.NO_TIME_SERVERS;
        }
        if (byServers.agreed().isPresent()) {
            return state.servers().size() == 1 ? ClockReason.SINGLE_SERVER : ClockReason.SERVERS_AGREE;
        }
        if (isQuorum()) {
            return ClockReason.NO_MAJORITY;
        }
        boolean silent =
                state.servers().values().stream().allMatch(server -> server.state() == TimeServerState.UNDECIDED);
        if (silent) {
            return state.step().isPresent() ? ClockReason.CLOCK_STEPPED : ClockReason.NOT_HEARD_YET;
        }
        return ClockReason.NO_QUORUM;
    }

    private ServerReport report(TimeServer server) {
        return new ServerReport(
                server.name(),
                stateOf(server),
                server.failure(),
                server.kiss(),
                server.schedule().stopped(),
                server.history()
                        .best(now)
                        .map(best -> new ServerReport.Measured(
                                best.offset(), best.delay(), server.history().distance(best, now), best.stratum())));
    }

    private TimeServerState stateOf(TimeServer server) {
        boolean refused =
                server.failure().filter(NtpFailure.KISS_OF_DEATH::equals).isPresent();
        if (refused || server.history().best(now).isEmpty()) {
            return server.state();
        }
        return stateOf(server.name());
    }

    private TimeServerState stateOf(String name) {
        if (byServers.agreeing().contains(name)) {
            return TimeServerState.AGREES;
        }
        return byServers.falsetickers().contains(name) ? TimeServerState.FALSETICKER : TimeServerState.UNDECIDED;
    }

    private ProviderReport report(TimedProviderClockSample heard) {
        Optional<Interval> truth = byServers.agreed().or(byEvidence::agreed);
        OffsetEstimate estimate = heard.estimate(now);
        return new ProviderReport(
                heard.evidence(),
                truth.map(interval -> estimate.touches(interval) ? TimeServerState.AGREES : TimeServerState.FALSETICKER)
                        .orElse(TimeServerState.UNDECIDED));
    }
}
