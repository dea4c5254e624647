package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.25S, 0.25 s",
        "PT1.5S, 1.5 s",
        "PT40S, 40 s",
        "PT2M, 2 min",
        "PT2M5S, 2 min 5 s",
        "PT6H, 6 h",
        "PT1H20M30S, 1 h 20 min",
        "PT47H, 1 d 23 h",
        "P90DT12H, 90 d 12 h",
        "P800D, 2 years",
        "PT-90S, minus 1 min 30 s"
    })
    void durationHasItsTwoLargestUnits(Duration duration, String expected) {
        // When
        String text = DurationText.of(duration);

        // Then
        assertThat(text).isEqualTo(expected);
    }
}
