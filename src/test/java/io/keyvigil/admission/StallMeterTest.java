package io.keyvigil.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client that reads too slowly, and one that does not. */
class StallMeterTest {

    @Test
    void bytesThatStayUnreadCount() {
        // Given
        StallMeter meter = new StallMeter(0);
        meter.writing(100);

        // When
        long stalled = meter.nanos(350);

        // Then
        assertThat(stalled).isEqualTo(250);
    }

    @Test
    void clientThatReadsEachPieceSlowlyStalls() {
        // Given
        StallMeter meter = new StallMeter(0);

        // When
        for (int piece = 0; piece < 10; piece++) {
            meter.writing(piece * 100);
            meter.written(piece * 100 + 99);
        }

        // Then: 99 of each 100, less the one in between
        assertThat(meter.nanos(999)).isEqualTo(10 * 99 - 9);
    }

    @Test
    void streamThatIsReadPromptlyNeverStalls() {
        // Given
        StallMeter meter = new StallMeter(0);

        // When
        for (int event = 0; event < 1_000; event++) {
            meter.writing(event * 1_000);
            meter.written(event * 1_000 + 5);
        }

        // Then
        assertThat(meter.nanos(999_005)).isEqualTo(5);
    }
}
