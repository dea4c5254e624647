package io.keyvigil.ntp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a state at one moment. Pure.
 *
 * <ol>
 *   <li>Time servers are a quorum where more than half of those configured have a voice: 1 of 1, 2 of 2, 2 of 3, 3 of 4. Then
 *       {@link ClockSelection} picks.
 *   <li>Without a quorum, or a majority in it, the evidence of providers is picked from in the same way.
 *   <li>Without a majority there either, nothing is known.
 * </ol>
 */
final class ClockJudgement {

    private final ClockState state;
    private final ClockReading now;
    private final List<Voice> voices;
    private final ClockSelection byServers;
    private final ClockSelection byEvidence;

    private ClockJudgement(ClockState state, ClockReading now) {
        this.state = state;
        this.now = now;
        this.voices = state.servers().values().stream()
                .flatMap(server -> server.voice(now).stream())
                .toList();
        this.byServers = ClockSelection.of(isQuorum() ? voices : List.of());
        this.byEvidence = ClockSelection.of(
                state.evidenceAt(now).stream().map(heard -> heard.voice(now)).toList());
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
        return voices.size() >= ClockSelection.majorityOf(state.servers().size());
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
                state.servers().values().stream().allMatch(server -> server.standing() == ServerStanding.UNDECIDED);
        if (silent) {
            return state.step().isPresent() ? ClockReason.CLOCK_STEPPED : ClockReason.NOT_HEARD_YET;
        }
        return ClockReason.NO_QUORUM;
    }

    private ServerReport report(TimeServer server) {
        return new ServerReport(
                server.name(),
                standing(server),
                server.failure(),
                server.kiss(),
                server.schedule().stopped(),
                server.history()
                        .best(now)
                        .map(best -> new ServerReport.Measured(
                                best.offset(), best.delay(), server.history().distance(best, now), best.stratum())));
    }

    private ServerStanding standing(TimeServer server) {
        boolean refused =
                server.failure().filter(NtpFailure.KISS_OF_DEATH::equals).isPresent();
        if (refused || server.history().best(now).isEmpty()) {
            return server.standing();
        }
        return standing(server.name());
    }

    private ServerStanding standing(String name) {
        if (byServers.agreeing().contains(name)) {
            return ServerStanding.AGREES;
        }
        return byServers.falsetickers().contains(name) ? ServerStanding.FALSETICKER : ServerStanding.UNDECIDED;
    }

    private ProviderReport report(HeardEvidence heard) {
        Optional<Interval> truth = byServers.agreed().or(byEvidence::agreed);
        Voice voice = heard.voice(now);
        return new ProviderReport(
                heard.evidence(),
                truth.map(interval -> voice.touches(interval) ? ServerStanding.AGREES : ServerStanding.FALSETICKER)
                        .orElse(ServerStanding.UNDECIDED));
    }
}
