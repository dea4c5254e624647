package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "90s, PT1M30S",
        "5m, PT5M",
        "1h, PT1H",
        "7d, PT168H",
        "PT5M, PT5M",
        "P7D, PT168H",
        "P1DT2H3M4.5S, PT26H3M4.5S",
        "-5s, PT-5S",
        "PT-2.1S, PT-2.1S"
    })
    void writtenDuration(String text, String expected) {
        // When
        Duration duration = Durations.parse(text).orElseThrow();
        // Then
        assertThat(duration).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5 m",
                "5M",
                "m",
                "1.5h",
                "1h30m",
                "P",
                "PT",
                "P1DT",
                "P1Y",
                "P1M",
                "P1W",
                "pt5m",
                "5min",
                "99999999999d",
                "PT9999999999999S",
                "٥m"
            })
    void notADuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Property
    void isoTextOfEveryDurationIsReadBack(
            @ForAll @LongRange(min = -3_000_000_000_000L, max = 3_000_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Duration duration = Duration.ofSeconds(seconds, nanos);

        assertThat(Durations.parse(duration.toString())).hasValue(duration);
    }

    @Property
    void shortTextOfEveryDurationIsReadBack(@ForAll @LongRange(min = 0, max = 999_999_999) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.text(duration))).hasValue(duration);
    }
}
