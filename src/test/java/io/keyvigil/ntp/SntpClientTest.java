package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.FakeNtpServer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SntpClientTest {

    /** Twice what a client waits. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final MonotonicClock clock = new MonotonicClock(Clock.systemUTC(), System::nanoTime);
    private final SntpClient client = new SntpClient(clock, Runnable::run, SntpClientTest::daemon);
    private FakeNtpServer server = FakeNtpServer.start();

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.4S", "PT-3S", "PT7M", "P-400D"})
    void offsetIsMeasuredWithinTheRootDistance(Duration ahead) throws Exception {
        // Given
        server.runAhead(ahead);

        // When
        NtpSample sample = sample(ask(server));

        // Then
        Duration error = sample.offset().minus(ahead.negated()).abs();
        assertThat(error).isLessThanOrEqualTo(sample.rootDistance(clock.read()));
        assertThat(sample.delay()).isBetween(Duration.ZERO, Exchange.LONGEST);
        assertThat(sample.stratum()).isEqualTo(2);
        assertThat(sample.rootDelay()).isCloseTo(Duration.ofMillis(2), Duration.ofNanos(100_000));
        assertThat(sample.rootDispersion()).isCloseTo(Duration.ofMillis(1), Duration.ofNanos(100_000));
    }

    @Test
    void serverOnIpv6IsAsked() throws Exception {
        // Given
        server.close();
        server = FakeNtpServer.start("::1", Clock.systemUTC());

        // When
        NtpResult result = ask(server);

        // Then
        assertThat(result).isInstanceOf(NtpResult.Answered.class);
    }

    @Test
    void timestampsOfTheNextEraAreUnderstood() throws Exception {
        // Given
        Clock in2046 = Clock.offset(Clock.systemUTC(), Duration.ofDays(20 * 365));
        server.close();
        server = FakeNtpServer.start("127.0.0.1", in2046).runAhead(Duration.ofSeconds(5));
        SntpClient then =
                new SntpClient(new MonotonicClock(in2046, System::nanoTime), Runnable::run, SntpClientTest::daemon);

        // When
        NtpSample sample = sample(ask(then, server.name()));

        // Then
        assertThat(sample.offset()).isCloseTo(Duration.ofSeconds(-5), sample.rootDistance(sample.at()));
    }

    @Test
    void requestTellsNothingOfThisClock() throws Exception {
        // When
        ask(server);
        ask(server);

        // Then
        ByteBuffer first = ByteBuffer.wrap(server.requests().get(0));
        ByteBuffer second = ByteBuffer.wrap(server.requests().get(1));
        assertThat(first.remaining()).isEqualTo(48);
        assertThat(first.get(0)).isEqualTo((byte) 0x23);
        assertThat(first.slice(1, 39)).isEqualTo(ByteBuffer.allocate(39));
        assertThat(first.getLong(40)).isNotEqualTo(second.getLong(40)).isNotZero();
    }

    @Test
    void eachRequestComesFromAnotherPort() throws Exception {
        // When
        for (int i = 0; i < 8; i++) {
            ask(server);
        }

        // Then
        assertThat(server.ports().stream().distinct()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource({
        "DENY, KISS_OF_DEATH", "RSTR, KISS_OF_DEATH", "RATE, KISS_OF_DEATH",
        "INIT, UNSYNCHRONIZED", "STEP, UNSYNCHRONIZED", "XABC, UNSYNCHRONIZED"
    })
    void kissOfDeathIsToldWithItsCode(String code, NtpFailure reason) throws Exception {
        // Given
        server.kiss(code);

        // When
        NtpResult result = ask(server);

        // Then
        assertThat(result).isEqualTo(new NtpResult.Unanswered(reason, Optional.of(code)));
    }

    @Test
    void stratumZeroWithoutReadableCodeIsNotSynchronized() throws Exception {
        // Given
        server.kiss("\u0001\u0002\n\"");

        // When
        NtpResult result = ask(server);

        // Then
        assertThat(result).isEqualTo(NtpResult.Unanswered.of(NtpFailure.UNSYNCHRONIZED));
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                bad("stratum 16", NtpFailure.UNSYNCHRONIZED, server -> server.stratum(16)),
                bad("leap indicator 3", NtpFailure.UNSYNCHRONIZED, server -> server.leap(3)),
                bad("mode 3", NtpFailure.INSANE, server -> server.mode(3)),
                bad("mode 5", NtpFailure.INSANE, server -> server.mode(5)),
                bad("version 2", NtpFailure.INSANE, server -> server.version(2)),
                bad("version 7", NtpFailure.INSANE, server -> server.version(7)),
                bad("no receive timestamp", NtpFailure.INSANE, FakeNtpServer::withoutReceiveTime),
                bad("no transmit timestamp", NtpFailure.INSANE, FakeNtpServer::withoutTransmitTime),
                bad("sent before received", NtpFailure.INSANE, FakeNtpServer::sendBeforeReceiving),
                bad("negative delay", NtpFailure.INSANE, server -> server.claimToHaveTaken(Duration.ofSeconds(5))),
                bad("reference ahead", NtpFailure.INSANE, FakeNtpServer::referenceAhead),
                bad("huge dispersion", NtpFailure.INSANE, server -> server.rootDispersion(Duration.ofSeconds(16))),
                bad("huge root delay", NtpFailure.INSANE, server -> server.rootDelay(Duration.ofSeconds(32))),
                bad("another's answer", NtpFailure.WRONG_ORIGINATE, FakeNtpServer::answerAnother),
                bad("47 octets", NtpFailure.TRUNCATED, server -> server.octets(47)),
                bad("no octet", NtpFailure.TRUNCATED, server -> server.octets(0)),
                bad("another port", NtpFailure.TIMEOUT, FakeNtpServer::answerFromAnotherPort),
                bad("late", NtpFailure.TIMEOUT, server -> server.answerSlowly(Duration.ofSeconds(2))),
                bad("silent", NtpFailure.TIMEOUT, FakeNtpServer::fallSilent),
                bad("flood", NtpFailure.WRONG_ORIGINATE, server -> server.flood(1_000)));
    }

    private static Arguments bad(String what, NtpFailure reason, UnaryOperator<FakeNtpServer> server) {
        return Arguments.of(what, reason, server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void badAnswerGivesAReasonAndNoNumber(String what, NtpFailure reason, UnaryOperator<FakeNtpServer> badly)
            throws Exception {
        // Given
        badly.apply(server);

        // When
        NtpResult result = ask(server);

        // Then
        assertThat(result).isEqualTo(NtpResult.Unanswered.of(reason));
    }

    static Stream<Arguments> goodAnswers() {
        return Stream.of(
                good("oversized: a header and more", server -> server.octets(1_000)),
                good("version 3", server -> server.version(3)),
                good("stratum 15", server -> server.stratum(15)),
                good("leap second announced", server -> server.leap(1)),
                good("a few forged answers before", server -> server.flood(5)));
    }

    private static Arguments good(String what, UnaryOperator<FakeNtpServer> server) {
        return Arguments.of(what, server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodAnswers")
    void oddAnswerCounts(String what, UnaryOperator<FakeNtpServer> oddly) throws Exception {
        // Given
        oddly.apply(server);

        // When
        NtpSample sample = sample(ask(server));

        // Then
        assertThat(sample.offset().abs()).isLessThanOrEqualTo(sample.rootDistance(clock.read()));
    }

    @Test
    void slowAnswerWidensTheBoundButNotBeyondTheTruth() throws Exception {
        // Given
        server.runAhead(Duration.ofSeconds(1)).answerSlowly(Duration.ofMillis(300));

        // When
        NtpSample sample = sample(ask(server));

        // Then
        assertThat(sample.offset().plusSeconds(1).abs()).isLessThanOrEqualTo(sample.rootDistance(clock.read()));
    }

    @Test
    void closedPortIsNotedAtOnce() throws Exception {
        // Given
        int port;
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = free.getLocalPort();
        }

        // When
        NtpResult result = ask(client, "127.0.0.1:" + port);

        // Then
        assertThat(result).isEqualTo(NtpResult.Unanswered.of(NtpFailure.PORT_CLOSED));
    }

    @Test
    void nameWithoutAddressIsAReason() throws Exception {
        // When
        NtpResult result = ask(client, "no-such-time.invalid");

        // Then
        assertThat(result).isEqualTo(NtpResult.Unanswered.of(NtpFailure.DNS));
    }

    @Test
    void silentServerDelaysNoOther() throws Exception {
        // Given
        try (FakeNtpServer silent = FakeNtpServer.start().fallSilent()) {
            CompletableFuture<NtpResult> unanswered = begin(client, silent.name());

            // When
            NtpSample sample = sample(ask(server));

            // Then
            assertThat(unanswered).isNotDone();
            assertThat(sample.delay()).isLessThan(Duration.ofSeconds(1));
            assertThat(unanswered.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .isEqualTo(NtpResult.Unanswered.of(NtpFailure.TIMEOUT));
        }
    }

    @Test
    void oneThreadServesAllAndNoneIsLeft() throws Exception {
        // Given
        List<Thread> threads = new CopyOnWriteArrayList<>();
        SntpClient counted = new SntpClient(clock, Runnable::run, work -> {
            Thread thread = daemon(work);
            threads.add(thread);
            return thread;
        });
        server.answerSlowly(Duration.ofMillis(20));

        // When
        List<CompletableFuture<NtpResult>> results = IntStream.range(0, 10)
                .mapToObj(i -> begin(counted, server.name()))
                .toList();
        for (CompletableFuture<NtpResult> result : results) {
            result.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }

        // Then
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    void wallClockThatIsSetDuringTheExchangeFalsifiesNothing() throws Exception {
        // Given
        AtomicInteger readings = new AtomicInteger();
        Clock set = new Clock() {
            @Override
            public Instant instant() {
                Instant now = Clock.systemUTC().instant();
                return readings.incrementAndGet() > 2 ? now.plusSeconds(3_600) : now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        MonotonicClock stepping = new MonotonicClock(set, System::nanoTime);
        SntpClient asking = new SntpClient(stepping, Runnable::run, SntpClientTest::daemon);

        // When
        NtpSample sample = sample(ask(asking, server.name()));

        // Then
        assertThat(sample.offset().abs()).isLessThan(Duration.ofSeconds(1));
        assertThat(stepping.read().stepSince(sample.at())).isPresent();
    }

    private NtpResult ask(FakeNtpServer asked) throws Exception {
        return ask(client, asked.name());
    }

    private static NtpResult ask(SntpClient asking, String name) throws Exception {
        return begin(asking, name).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<NtpResult> begin(SntpClient asking, String name) {
        CompletableFuture<NtpResult> result = new CompletableFuture<>();
        asking.ask(name, 0, result::complete);
        return result;
    }

    private static NtpSample sample(NtpResult result) {
        assertThat(result).isInstanceOf(NtpResult.Answered.class);
        return ((NtpResult.Answered) result).sample();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "ntp-test");
        thread.setDaemon(true);
        return thread;
    }
}
