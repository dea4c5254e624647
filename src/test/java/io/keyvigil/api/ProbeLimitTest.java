package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeLimitTest {

    private static final int PER_SECOND = 10;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanoTime = new AtomicLong();
    private final ProbeLimit limit = new ProbeLimit(PER_SECOND, nanoTime::get);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letEveryProbeEnd() {
        end.countDown();
    }

    @Test
    void probesPastTheRateAreRefusedUntilTimePasses() {
        // Given
        IntStream.range(0, 2 * PER_SECOND).forEach(number -> limit.ofKnown("issuer " + number, () -> number));
        assertThat(refused()).isEqualTo(429);

        // When
        nanoTime.addAndGet(SECOND / PER_SECOND);

        // Then
        assertThat(limit.ofKnown("an issuer", () -> "probed")).isEqualTo("probed");
        assertThat(refused()).isEqualTo(429);
    }

    @Test
    void issuersThatCallersMakeUpLeaveHalfOfTheRate() {
        // Given
        IntStream.range(0, PER_SECOND).forEach(number -> limit.ofPrefixed("issuer " + number, () -> number));

        // When
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> limit.ofPrefixed("an issuer", () -> "one more"));

        // Then
        assertThat(refused.problem().status()).isEqualTo(429);
        assertThat(limit.ofKnown("an issuer", () -> "probed")).isEqualTo("probed");
    }

    @Test
    void probesThatHangLeaveHalfOfThePlaces() throws InterruptedException {
        // Given
        CountDownLatch begun = new CountDownLatch(ProbeLimit.MOST_AT_ONCE / 2);
        IntStream.range(0, ProbeLimit.MOST_AT_ONCE / 2)
                .forEach(number -> new Thread(() -> limit.ofPrefixed("issuer " + number, () -> hang(begun))).start());
        begun.await();

        // When
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> limit.ofPrefixed("an issuer", () -> "one more"));

        // Then
        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isPresent();
        assertThat(limit.ofKnown("an issuer", () -> "probed")).isEqualTo("probed");
    }

    @Test
    void oneIssuerThatHangsLeavesThePlacesOfOthers() throws InterruptedException {
        // Given
        CountDownLatch begun = new CountDownLatch(ProbeLimit.MOST_OF_ONE);
        IntStream.range(0, ProbeLimit.MOST_OF_ONE)
                .forEach(number -> new Thread(() -> limit.ofKnown("an issuer", () -> hang(begun))).start());
        begun.await();

        // When
        int status = refused();

        // Then
        assertThat(status).isEqualTo(503);
        assertThat(limit.ofKnown("another issuer", () -> "probed")).isEqualTo("probed");
    }

    @Test
    void probeThatFailsGivesItsPlaceBack() {
        // Given
        for (int number = 0; number < ProbeLimit.MOST_AT_ONCE; number++) {
            nanoTime.addAndGet(SECOND);
            catchThrowableOfType(
                    IllegalStateException.class,
                    () -> limit.ofPrefixed("an issuer", () -> {
                        throw new IllegalStateException("a defect");
                    }));
        }

        // When
        String probed = limit.ofPrefixed("an issuer", () -> "probed");

        // Then
        assertThat(probed).isEqualTo("probed");
    }

    private int refused() {
        return catchThrowableOfType(ProblemException.class, () -> limit.ofKnown("an issuer", () -> "one more"))
                .problem()
                .status();
    }

    private String hang(CountDownLatch begun) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "ended";
    }
}
