package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {

    private static final Duration EVERY = Duration.ofSeconds(64);
    private static final Duration AHEAD = Duration.ofMillis(-3_000);

    private final MutableClock wall = MutableClock.at("2026-11-22T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final MonotonicClock clock = new MonotonicClock(wall, nanos::get);
    private final FakeTimeServers servers = new FakeTimeServers(clock);
    private final ClockWatch watch = new ClockWatch(servers, clock, () -> 0, ClockWatch.DEFAULT_THRESHOLD);

    @ParameterizedTest
    @CsvSource({"PT7M, DRIFTING", "PT-3S, DRIFTING", "PT0.4S, IN_STEP", "PT-0.5S, IN_STEP", "PT0S, IN_STEP"})
    void serversThatAgreeAreBelieved(Duration offset, ClockVerdict verdict) {
        // Given
        servers.find(offset, "a", "b", "c").find(offset.plusSeconds(40), "liar");
        configure("a", "b", "c", "liar");

        // When
        run(10);

        // Then
        ClockDrift drift = watch.drift();
        assertThat(drift.verdict()).isEqualTo(verdict);
        assertThat(drift.reason()).isEqualTo(ClockReason.SERVERS_AGREE);
        assertThat(drift.byTimeServers().orElseThrow().offset()).isEqualTo(offset);
        assertThat(drift.byTimeServers().orElseThrow().errorBound()).isLessThan(Duration.ofMillis(10));
        assertThat(drift.servers())
                .extracting(ServerReport::state)
                .containsExactly(
                        TimeServerState.AGREES,
                        TimeServerState.AGREES,
                        TimeServerState.AGREES,
                        TimeServerState.FALSETICKER);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "2, 0, true", "2, 1, false", "3, 1, true", "3, 2, false", "4, 1, true", "4, 2, false"})
    void moreThanHalfOfTheServersAreAQuorum(int configured, int silent, boolean quorum) {
        // Given
        String[] names = List.of("a", "b", "c", "d").subList(0, configured).toArray(String[]::new);
        servers.find(AHEAD, names);
        servers.fail(NtpFailure.TIMEOUT, List.of(names).subList(0, silent).toArray(String[]::new));
        configure(names);

        // When
        run(10);

        // Then
        assertThat(watch.drift().byTimeServers().isPresent()).isEqualTo(quorum);
        assertThat(watch.drift().known().isPresent()).isEqualTo(quorum);
    }

    @Test
    void oneServerAloneIsFlagged() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");

        // When
        run(1);

        // Then
        assertThat(watch.drift().reason()).isEqualTo(ClockReason.SINGLE_SERVER);
    }

    @Test
    void twoCampsAreUnknown() {
        // Given
        servers.find(AHEAD, "a", "b").find(AHEAD.negated(), "c", "d");
        configure("a", "b", "c", "d");

        // When
        run(1);

        // Then
        ClockDrift drift = watch.drift();
        assertThat(drift.verdict()).isEqualTo(ClockVerdict.UNKNOWN);
        assertThat(drift.reason()).isEqualTo(ClockReason.NO_MAJORITY);
        assertThat(drift.known()).isEmpty();
        assertThat(drift.servers()).extracting(ServerReport::state).containsOnly(TimeServerState.UNDECIDED);
    }

    @ParameterizedTest
    @EnumSource(NtpFailure.class)
    void whateverGoesWrongIsUnknownWithAReason(NtpFailure failure) {
        // Given
        servers.fail(failure, "a");
        configure("a");

        // When
        run(10);

        // Then
        ClockDrift drift = watch.drift();
        assertThat(drift.verdict()).isEqualTo(ClockVerdict.UNKNOWN);
        assertThat(drift.reason()).isEqualTo(ClockReason.NO_QUORUM);
        assertThat(drift.servers().get(0).reason()).contains(failure);
        assertThat(drift.servers().get(0).state()).isEqualTo(failure.state());
        assertThat(drift.servers().get(0).up()).isFalse();
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        // When
        configure("a");

        // Then
        assertThat(watch.drift().reason()).isEqualTo(ClockReason.NOT_HEARD_YET);
        assertThat(watch.drift().servers().get(0).state()).isEqualTo(TimeServerState.UNDECIDED);
    }

    @Test
    void serverThatFallsSilentIsForgottenAfterFourFailures() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        servers.fail(NtpFailure.TIMEOUT, "a");
        run(3 * 64);
        boolean knownAfterThree = watch.drift().known().isPresent();
        run(64);

        // Then
        assertThat(knownAfterThree).isTrue();
        assertThat(watch.drift().known()).isEmpty();
        assertThat(watch.drift().servers().get(0).state()).isEqualTo(TimeServerState.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = NtpFailure.class,
            names = {"UNSYNCHRONIZED", "INSANE"})
    void serverThatDiscreditsItselfIsForgottenAtOnce(NtpFailure failure) {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        servers.fail(failure, "a");
        run(64);

        // Then
        assertThat(watch.drift().known()).isEmpty();
    }

    @Test
    void serverThatChangesItsMindIsHeardAgainOnceBorneOut() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        servers.find(AHEAD.plusSeconds(9), "a");
        run(64);
        ClockDrift changed = watch.drift();
        run(16);
        ClockDrift later = watch.drift();

        // Then
        assertThat(changed.verdict()).isEqualTo(ClockVerdict.UNKNOWN);
        assertThat(changed.servers().get(0).state()).isEqualTo(TimeServerState.INSANE);
        assertThat(later.known().orElseThrow().offset()).isEqualTo(AHEAD.plusSeconds(9));
    }

    @Test
    void serverThatChangesItsMindAgainAndAgainIsNeverHeard() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(1);

        // When
        for (int i = 1; i < 20; i++) {
            servers.find(AHEAD.plusSeconds(9L * i), "a");
            run(i < 5 ? 2 : 16);

            // Then
            assertThat(watch.drift().known()).isEmpty();
        }
    }

    @Test
    void clockThatIsSlewedIsFollowedWithAWiderBound() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        servers.find(AHEAD.plusMillis(30), "a");
        run(64);

        // Then
        ClockDrift.Known known = watch.drift().known().orElseThrow();
        assertThat(known.offset()).isEqualTo(AHEAD.plusMillis(30));
        assertThat(known.errorBound()).isGreaterThan(Duration.ofMillis(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENY", "RSTR"})
    void serverThatSaysStopIsNeverAskedAgain(String code) {
        // Given
        servers.kiss(code, "a");
        configure("a");
        run(1);

        // When
        watch.configure(List.of(), EVERY);
        watch.configure(List.of("a"), EVERY);
        run(300);

        // Then
        ServerReport report = watch.drift().servers().get(0);
        assertThat(servers.requests("a")).isEqualTo(1);
        assertThat(report.state()).isEqualTo(TimeServerState.REFUSED);
        assertThat(report.kiss()).contains(code);
        assertThat(report.stopped()).isTrue();
    }

    @Test
    void serverThatAsksForLessIsAskedHalfAsOften() {
        // Given
        servers.kiss("RATE", "a");
        configure("a");

        // When
        run(127);
        int before = servers.requests("a");
        run(1 + 255);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(servers.requests("a")).isEqualTo(2);
        assertThat(watch.drift().servers().get(0).kiss()).contains("RATE");
        assertThat(watch.drift().servers().get(0).stopped()).isFalse();
    }

    @Test
    void requestsAreABurstAndThenSparse() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");

        // When
        run(7);
        int burst = servers.requests("a");
        run(640);

        // Then
        assertThat(burst).isEqualTo(4);
        assertThat(servers.requests("a")).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7M", "PT-7M", "PT0.3S", "PT-0.3S"})
    void clockThatIsSetForgetsWhatWasMeasured(Duration step) {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);
        watch.heard(evidence("idp.example", AHEAD));

        // When
        wall.advance(step);

        // Then
        ClockDrift drift = watch.drift();
        assertThat(drift.known()).isEmpty();
        assertThat(drift.reason()).isEqualTo(ClockReason.CLOCK_STEPPED);
        assertThat(drift.providers()).isEmpty();
        assertThat(drift.lastStep().map(ClockStep::by)).contains(step);
    }

    @Test
    void clockThatWasSetIsMeasuredAnewWithin16Seconds() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        wall.advance(Duration.ofMinutes(7));
        servers.find(AHEAD.plusMinutes(7), "a");
        run(16);

        // Then
        assertThat(watch.drift().known().orElseThrow().offset()).isEqualTo(AHEAD.plusMinutes(7));
        assertThat(watch.drift().servers().get(0).state()).isEqualTo(TimeServerState.AGREES);
    }

    @Test
    void smallStepWidensTheBoundUntilItIsMeasured() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(10);

        // When
        wall.advance(Duration.ofMillis(200));

        // Then
        assertThat(watch.drift().lastStep()).isEmpty();
        assertThat(watch.drift().known().orElseThrow().errorBound()).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void answerThatWasOvertakenByAStepIsNotUsed() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        servers.hold();
        run(1);

        // When
        wall.advance(Duration.ofMinutes(7));
        run(1);
        servers.letThrough();

        // Then
        assertThat(watch.drift().known()).isEmpty();
        assertThat(watch.drift().servers().get(0).measured()).isEmpty();
    }

    @Test
    void evidenceThatWasBegunBeforeAStepIsNotUsed() {
        // Given
        run(1);
        wall.advance(Duration.ofMinutes(7));
        run(29);

        // When
        watch.heard(evidence("idp.example", AHEAD));
        Optional<ClockDrift.Known> tooEarly = watch.drift().known();
        run(1);
        watch.heard(evidence("idp.example", AHEAD));

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(watch.drift().known()).isPresent();
    }

    @Test
    void withoutServersProvidersAreTheEvidence() {
        // Given
        watch.heard(evidence("one.example", Duration.ofMinutes(7)));
        watch.heard(evidence("two.example", Duration.ofMinutes(7).plusMillis(200)));
        watch.heard(evidence("wrong.example", Duration.ofHours(1)));

        // When
        ClockDrift drift = watch.drift();

        // Then
        assertThat(drift.verdict()).isEqualTo(ClockVerdict.DRIFTING);
        assertThat(drift.reason()).isEqualTo(ClockReason.NO_TIME_SERVERS);
        assertThat(drift.known().orElseThrow().basis()).isEqualTo(ClockBasis.DATE_HEADER);
        assertThat(drift.known().orElseThrow().offset())
                .isEqualTo(Duration.ofMinutes(7).plusMillis(100));
        assertThat(drift.byTimeServers()).isEmpty();
        assertThat(drift.providers())
                .extracting(ProviderReport::state)
                .containsExactly(TimeServerState.AGREES, TimeServerState.AGREES, TimeServerState.FALSETICKER);
    }

    @Test
    void providersFillInWhileServersAreNoQuorum() {
        // Given
        servers.fail(NtpFailure.TIMEOUT, "a");
        configure("a");
        run(1);

        // When
        watch.heard(evidence("idp.example", AHEAD));

        // Then
        assertThat(watch.drift().reason()).isEqualTo(ClockReason.NO_QUORUM);
        assertThat(watch.drift().known().orElseThrow().basis()).isEqualTo(ClockBasis.DATE_HEADER);
    }

    @Test
    void serversArePreferredToProviders() {
        // Given
        servers.find(AHEAD, "a");
        configure("a");
        run(1);

        // When
        watch.heard(evidence("idp.example", Duration.ofMinutes(7)));

        // Then
        assertThat(watch.drift().byTimeServers().orElseThrow().offset()).isEqualTo(AHEAD);
        assertThat(watch.drift().providers().get(0).state()).isEqualTo(TimeServerState.FALSETICKER);
    }

    @Test
    void oldEvidenceIsNone() {
        // Given
        watch.heard(evidence("idp.example", AHEAD));

        // When
        run(15 * 60);
        boolean atTheEnd = watch.drift().known().isPresent();
        run(1);

        // Then
        assertThat(atTheEnd).isTrue();
        assertThat(watch.drift().known()).isEmpty();
    }

    @Test
    void evidenceIsBounded() {
        // When
        for (int i = 0; i < 1_000; i++) {
            watch.heard(evidence("idp" + i + ".example", AHEAD));
        }

        // Then
        assertThat(watch.drift().providers()).hasSize(64);
    }

    @Test
    void leapSecondWidensForADay() {
        // Given
        servers.find(Duration.ZERO, Leap.SECOND_ADDED, "a");
        configure("a");
        run(1);
        servers.find(Duration.ZERO, "a");

        // When
        Duration announced = watch.drift().known().orElseThrow().errorBound();
        run(25 * 3_600);

        // Then
        assertThat(announced).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_010));
        assertThat(watch.drift().known().orElseThrow().errorBound()).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void serverThatLeavesIsNotAskedAndKeepsItsPace() {
        // Given
        servers.find(AHEAD, "a", "b");
        configure("a", "b");
        run(10);

        // When
        configure("b");
        run(10);
        configure("b", "a");
        run(10);

        // Then
        assertThat(servers.requests("a")).isEqualTo(5);
        assertThat(watch.drift().servers()).extracting(ServerReport::server).containsExactly("b", "a");
    }

    private void configure(String... names) {
        watch.configure(List.of(names), EVERY);
    }

    /** So many seconds pass, with a tick at the end of each. */
    private void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            watch.tick();
            wall.advance(Duration.ofSeconds(1));
            nanos.addAndGet(1_000_000_000);
        }
        watch.tick();
    }

    private ProviderClockSample evidence(String source, Duration offset) {
        return new ProviderClockSample(source, offset, Duration.ofMillis(510), wall.instant());
    }
}
