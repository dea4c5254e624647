package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    @ParameterizedTest
    @CsvSource({"PT40S, 40 s", "PT119S, 119 s", "PT2M, 2 min", "PT6H, 6 h", "PT47H, 47 h", "PT2172H, 90.5 d"})
    void theLargestUnitOfWhichThereAreTwo(Duration span, String text) {
        // When
        String told = Spans.text(span);

        // Then
        assertThat(told).isEqualTo(text);
    }
}
