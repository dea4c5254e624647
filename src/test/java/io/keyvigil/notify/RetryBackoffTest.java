package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final DeliveryResult FAILED = DeliveryResult.failed(DeliveryFailure.CONNECT, "");

    @ParameterizedTest
    @CsvSource({"0, 2500", "0.5, 3750", "0.999, 4997"})
    void jitterLeavesOutUpToHalfOfAWait(double random, long milliseconds) {
        // When
        RetryBackoff pace = RetryBackoff.READY.after(FAILED, NOW, () -> random);

        // Then
        assertThat(Duration.between(NOW, pace.notBefore()).toMillis()).isEqualTo(milliseconds);
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        // Given
        List<Long> seconds = new ArrayList<>();
        RetryBackoff pace = RetryBackoff.READY;

        // When
        for (int i = 0; i < 100; i++) {
            pace = pace.after(FAILED, NOW, () -> 1);
            seconds.add(Duration.between(NOW, pace.notBefore()).toSeconds());
        }

        // Then
        assertThat(seconds.subList(0, 8)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
        assertThat(seconds.subList(8, 100)).containsOnly(300L);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "60, 60", "3600, 3600", "86400, 3600", "999999999, 3600"})
    void retryAfterProlongsTheWaitUpToAnHour(long asked, long waited) {
        // Given
        DeliveryResult busy = new DeliveryResult(
                Optional.of(DeliveryFailure.TOO_MANY_REQUESTS), "", Optional.of(Duration.ofSeconds(asked)));

        // When
        RetryBackoff pace = RetryBackoff.READY.after(busy, NOW, () -> 1);

        // Then
        assertThat(pace.due(NOW.plusSeconds(waited).minusMillis(1))).isFalse();
        assertThat(pace.due(NOW.plusSeconds(waited))).isTrue();
    }

    @Test
    void successBeginsAnew() {
        // Given
        RetryBackoff pace = RetryBackoff.READY.after(FAILED, NOW, () -> 1).after(FAILED, NOW, () -> 1);

        // When
        RetryBackoff after = pace.after(DeliveryResult.TAKEN, NOW, () -> 1);

        // Then
        assertThat(after.due(NOW)).isTrue();
        assertThat(after.failures()).isZero();
    }

    @Test
    void clockThatWasSetBackDoesNotSilenceForAsLong() {
        // Given
        RetryBackoff pace = RetryBackoff.READY.after(FAILED, NOW, () -> 1);

        // When
        boolean due = pace.due(NOW.minus(Duration.ofDays(1)));

        // Then
        assertThat(due).isTrue();
    }
}
