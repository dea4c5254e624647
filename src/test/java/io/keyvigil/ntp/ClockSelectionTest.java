package io.keyvigil.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSelectionTest {

    /** Voices are written {@code name:lowest..highest} in milliseconds. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one                     | a:-10..10                                | -10 | 10  | a       | ''",
                "two that overlap        | a:0..20 b:10..30                         | 0   | 30  | a b     | ''",
                "two that touch          | a:0..20 b:20..30                         | 0   | 30  | a b     | ''",
                "three that agree        | a:0..20 b:10..30 c:5..25                 | 5   | 25  | a b c   | ''",
                "one falseticker of three| a:0..20 b:10..30 c:500..520              | 10  | 20  | a b     | c",
                "four that agree         | a:0..20 b:10..30 c:5..25 d:8..28         | 8   | 25  | a b c d | ''",
                "one falseticker of four | a:0..20 b:10..30 c:5..25 d:-300..-280    | 10  | 20  | a b c   | d",
                "a liar who overlaps     | a:-10..10 b:-10..10 c:-10..10 d:5..90    | -10 | 10  | a b c d | ''",
                "two liars of five       | a:0..9 b:1..9 c:2..9 d:70..80 e:-80..-70 | 2   | 9   | a b c   | d e",
                "a wide one among narrow | a:0..2 b:1..3 c:-900..900                | 0   | 3   | a b c   | ''"
            })
    void majorityGivesTheInterval(
            String what, String voices, int lowest, int highest, String agreeing, String falsetickers) {
        // When
        ClockSelection selection = ClockSelection.of(voices(voices));

        // Then
        assertThat(selection.agreed()).contains(new Interval(Duration.ofMillis(lowest), Duration.ofMillis(highest)));
        assertThat(selection.agreeing()).containsExactlyInAnyOrder(agreeing.split(" "));
        assertThat(String.join(" ", selection.falsetickers().stream().sorted().toList()))
                .isEqualTo(falsetickers);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "two that do not overlap | a:0..20 b:21..40",
                "three of three opinions | a:0..20 b:30..40 c:50..60",
                "two camps               | a:0..20 b:10..30 c:500..520 d:510..530",
                "two of five             | a:0..20 b:10..30 c:100..120 d:200..210 e:300..310"
            })
    void withoutMajorityNothingIsKnownAndNobodyBlamed(String what, String voices) {
        // When
        ClockSelection selection = ClockSelection.of(voices(voices));

        // Then
        assertThat(selection.agreed()).isEmpty();
        assertThat(selection.agreeing()).isEmpty();
        assertThat(selection.falsetickers()).isEmpty();
    }

    @Test
    void nobodyKnowsNothing() {
        assertThat(ClockSelection.of(List.of()).agreed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "2, 1010", "3, 1010"})
    void leapSecondThatTheMajorityAnnouncesWidens(int announcing, int highest) {
        // Given
        List<OffsetEstimate> voices = List.of(
                new OffsetEstimate("a", Duration.ZERO, Duration.ofMillis(10), announcing > 0),
                new OffsetEstimate("b", Duration.ZERO, Duration.ofMillis(10), announcing > 1),
                new OffsetEstimate("c", Duration.ZERO, Duration.ofMillis(10), announcing > 2));

        // When
        ClockSelection selection = ClockSelection.of(voices);

        // Then
        assertThat(selection.agreed()).contains(new Interval(Duration.ofMillis(-highest), Duration.ofMillis(highest)));
    }

    private static List<OffsetEstimate> voices(String text) {
        return Arrays.stream(text.split(" ")).map(ClockSelectionTest::voice).toList();
    }

    private static OffsetEstimate voice(String text) {
        String[] parts = text.split(":|\\.\\.");
        Duration lowest = Duration.ofMillis(Long.parseLong(parts[1]));
        Duration highest = Duration.ofMillis(Long.parseLong(parts[2]));
        Interval interval = new Interval(lowest, highest);
        return new OffsetEstimate(parts[0], interval.middle(), interval.halfWidth(), false);
    }
}
