package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.FakeNtpServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a check costs in processor time: four servers asked, their answers judged, the thread for it begun and ended. */
class CheckCostTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CHECKS = 200;

    /** The cheapest counts: what others do to the caches of a busy machine is not ours. */
    private static final int ROUNDS = 5;

    /** On a quiet machine it is a twentieth of that: what spins or asks twice shows, a neighbour does not. */
    private static final Duration MOST = Duration.ofMillis(10);

    private final MonotonicClock clock = new MonotonicClock(Clock.systemUTC(), System::nanoTime);
    private final AtomicLong spent = new AtomicLong();
    private final Phaser running = new Phaser(1);
    private final SntpClient client = new SntpClient(clock, Runnable::run, this::counted);

    @Test
    void checkOfFourServersTakesLittleProcessorTime() throws Exception {
        // Given
        List<FakeNtpServer> servers =
                Stream.generate(FakeNtpServer::start).limit(4).toList();
        check(servers, CHECKS);

        // When
        long cheapest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            spent.set(0);
            check(servers, CHECKS);
            cheapest = Math.min(cheapest, spent.get() / CHECKS);
        }

        // Then
        servers.forEach(FakeNtpServer::close);
        System.out.printf("CheckCostTest: %.2f ms of processor time a check of four servers%n", cheapest / 1e6);
        assertThat(Duration.ofNanos(cheapest)).isLessThan(MOST);
    }

    private void check(List<FakeNtpServer> servers, int times) throws Exception {
        ClockState state = ClockState.startingAt(clock.read())
                .configured(servers.stream().map(FakeNtpServer::name).toList(), Duration.ofSeconds(64), clock.steady());
        for (int i = 0; i < times; i++) {
            state = check(servers, state);
        }
    }

    private ClockState check(List<FakeNtpServer> servers, ClockState before) throws Exception {
        CountDownLatch answers = new CountDownLatch(servers.size());
        List<NtpResult> results = new CopyOnWriteArrayList<>();
        long began = THREADS.getCurrentThreadCpuTime();
        for (FakeNtpServer server : servers) {
            client.ask(server.name(), 0, result -> {
                results.add(result);
                answers.countDown();
            });
        }
        assertThat(answers.await(10, TimeUnit.SECONDS)).isTrue();
        ClockReading now = clock.read();
        ClockState state = before.at(now);
        for (int i = 0; i < servers.size(); i++) {
            state = state.answered(servers.get(i).name(), now.steady(), results.get(i), now, 0);
        }
        ClockJudgement.of(state, now, ClockWatch.DEFAULT_THRESHOLD);
        running.arriveAndAwaitAdvance();
        spent.addAndGet(THREADS.getCurrentThreadCpuTime() - began);
        return state;
    }

    private Thread counted(Runnable work) {
        running.register();
        Thread thread = new Thread(() -> {
            work.run();
            spent.addAndGet(THREADS.getCurrentThreadCpuTime());
            running.arriveAndDeregister();
        });
        thread.setDaemon(true);
        return thread;
    }
}
