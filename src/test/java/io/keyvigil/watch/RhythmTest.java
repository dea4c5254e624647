package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gaps in days. */
class RhythmTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            regular                         | 30 30 30             | 30 | 0
            burst of two days               | 75 1 75 1 75         | 75 | 0
            burst at either end             | 1 75 75 2            | 75 | 0
            a new key every day             | 1 1 1 1 1            | 1  | 0
            a missed arrival                | 8 8 16 8 8           | 8  | 0
            a missed one, late by a little  | 7 7 7 7 15 7         | 7  | 0
            one emergency                   | 30 30 5 25 30 30     | 30 | 5
            months                          | 30 31 31 30 31 31 28 | 31 | 1
            no rhythm: nothing was missed   | 2 5 11 20 3 9        | 7  | 5
            """)
    void usualGapAndHowFarItStrays(String situation, String gaps, int usual, int strays) {
        // When
        Rhythm rhythm = Rhythm.of(Arrays.stream(gaps.split(" "))
                .mapToLong(gap -> TimeUnit.DAYS.toMillis(Long.parseLong(gap)))
                .toArray());

        // Then
        assertThat(rhythm.usual() / 86_400_000.0).isBetween(usual * 1.0, usual + 0.5);
        assertThat(Math.floor(rhythm.strays() / 86_400_000.0)).isEqualTo(strays);
    }
}
