package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockStepTest {

    private static final Instant NOTICED = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"-60, true", "-1, true", "0, false", "1, false"})
    void whatWasMeasuredBeforeIsOvertaken(int seconds, boolean overtaken) {
        // Given
        ClockStep step = new ClockStep(NOTICED, Duration.ofMinutes(1));

        // When
        boolean overtook = step.overtook(NOTICED.plusSeconds(seconds));

        // Then
        assertThat(overtook).isEqualTo(overtaken);
    }
}
