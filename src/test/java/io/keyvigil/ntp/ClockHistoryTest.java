package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockHistoryTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final ClockHistory history = new ClockHistory();

    @Test
    void aMinuteIsOneSample() {
        // When
        for (int second = 0; second < 180; second++) {
            history.note(at(second, second), drift(ClockVerdict.IN_STEP, second));
        }

        // Then
        assertThat(history.samples())
                .extracting(ClockSample::at)
                .containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
    }

    @Test
    void changeOfTheVerdictIsASampleAtOnce() {
        // Given
        history.note(at(0, 0), drift(ClockVerdict.UNKNOWN, 0));

        // When
        history.note(at(1, 1), drift(ClockVerdict.UNKNOWN, 0));
        history.note(at(2, 2), drift(ClockVerdict.DRIFTING, 7));
        history.note(at(3, 3), drift(ClockVerdict.DRIFTING, 7));

        // Then
        assertThat(history.samples())
                .extracting(ClockSample::verdict)
                .containsExactly(ClockVerdict.UNKNOWN, ClockVerdict.DRIFTING);
        assertThat(history.samples().get(1).known().orElseThrow().offset()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void wallClockThatIsSetBackHoldsUpNoSample() {
        // Given
        history.note(at(0, 0), drift(ClockVerdict.IN_STEP, 0));

        // When
        history.note(at(60, -7_000), drift(ClockVerdict.IN_STEP, 0));

        // Then
        assertThat(history.samples()).extracting(ClockSample::at).containsExactly(START, START.minusSeconds(7_000));
    }

    @Test
    void aDayIsKept() {
        // When
        for (int minute = 0; minute < 2_000; minute++) {
            history.note(at(60 * minute, 60 * minute), drift(ClockVerdict.IN_STEP, 0));
        }

        // Then
        List<ClockSample> samples = history.samples();
        assertThat(samples).hasSize(1_440);
        assertThat(samples.get(1_439).at()).isEqualTo(START.plus(Duration.ofMinutes(1_999)));
    }

    private static ClockReading at(long steady, long wall) {
        return new ClockReading(START.plusSeconds(steady), START.plusSeconds(wall));
    }

    private static ClockDrift drift(ClockVerdict verdict, long offset) {
        Optional<ClockDrift.Known> known = Optional.of(
                        new ClockDrift.Known(Duration.ofSeconds(offset), Duration.ofMillis(5), ClockBasis.NTP))
                .filter(any -> verdict != ClockVerdict.UNKNOWN);
        return new ClockDrift(verdict, ClockReason.SERVERS_AGREE, known, List.of(), List.of(), Optional.empty());
    }
}
