package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat();

    @AfterEach
    void end() {
        heartbeat.stop();
    }

    @Test
    void callThatFailsIsFollowedByTheNext() throws Exception {
        // Given
        CountDownLatch calls = new CountDownLatch(3);

        // When
        heartbeat.every(Duration.ofMillis(1), "test", () -> {
            calls.countDown();
            throw new IllegalStateException("as the test wants it");
        });

        // Then
        assertThat(calls.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopWaitsForTheCallThatIsUnderWay() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        heartbeat.every(Duration.ofMillis(1), "test", () -> {
            begun.countDown();
            awaitQuietly(goOn);
            ended.incrementAndGet();
        });
        begun.await();

        // When
        new Thread(goOn::countDown).start();
        heartbeat.stop();

        // Then
        assertThat(ended).hasPositiveValue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
