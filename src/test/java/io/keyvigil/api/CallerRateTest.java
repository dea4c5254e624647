package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallerRateTest {

    private static final String CALLER = "192.0.2.1";

    private final AtomicLong nanoTime = new AtomicLong();
    private final CallerRate rate = new CallerRate(100, 1_000, nanoTime::get);

    @Test
    void burstIsTwiceTheRate() {
        // When
        long admitted = admitted(CALLER, 1_000);
        // Then
        assertThat(admitted).isEqualTo(200);
    }

    @Test
    void bucketFillsWithTheRate() {
        // Given
        admitted(CALLER, 1_000);
        nanoTime.addAndGet(Duration.ofMillis(500).toNanos());
        // When
        long admitted = admitted(CALLER, 1_000);
        // Then
        assertThat(admitted).isEqualTo(50);
    }

    @Test
    void bucketHoldsNoMoreThanTheBurst() {
        // Given
        admitted(CALLER, 1_000);
        nanoTime.addAndGet(Duration.ofDays(1).toNanos());
        // When
        long admitted = admitted(CALLER, 1_000);
        // Then
        assertThat(admitted).isEqualTo(200);
    }

    @Test
    void refusedCallsCostNothing() {
        // Given
        admitted(CALLER, 200);
        IntStream.range(0, 99).forEach(step -> {
            nanoTime.addAndGet(Duration.ofNanos(100_000).toNanos());
            rate.admit(CALLER);
        });
        nanoTime.addAndGet(Duration.ofNanos(100_001).toNanos());
        // When
        boolean admitted = rate.admit(CALLER);
        // Then
        assertThat(admitted).isTrue();
    }

    @Test
    void callersDoNotSpendEachOthersBudget() {
        // Given
        admitted(CALLER, 1_000);
        // When
        boolean admitted = rate.admit("192.0.2.2");
        // Then
        assertThat(admitted).isTrue();
    }

    @Test
    void callerIsForgottenAfterTenThousandOthers() {
        // Given
        CallerRate rate = new CallerRate(100, 1_000_000, nanoTime::get);
        IntStream.range(0, 200).forEach(attempt -> rate.admit(CALLER));
        IntStream.range(0, 10_000).forEach(other -> rate.admit("other-" + other));
        // When
        boolean admitted = rate.admit(CALLER);
        // Then
        assertThat(admitted).isTrue();
    }

    @Test
    void manyCallersTogetherAreLimitedToo() {
        // When
        long admitted = IntStream.range(0, 5_000)
                .filter(caller -> rate.admit("caller-" + caller))
                .count();
        // Then
        assertThat(admitted).isEqualTo(2_000);
    }

    private long admitted(String caller, int attempts) {
        return IntStream.range(0, attempts)
                .filter(attempt -> rate.admit(caller))
                .count();
    }
}
