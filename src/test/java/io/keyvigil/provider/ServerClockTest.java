package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClockTest {

    private static final Instant ASKED = Instant.parse("2026-03-01T12:00:10Z");
    private static final List<String> DATE = List.of("Sun, 01 Mar 2026 12:00:00 GMT");

    @Test
    void thisClockIsAhead() {
        // Given
        HttpHeaders headers = headers(Map.of("Date", DATE));

        // When
        Optional<ServerClock> clock = ServerClock.of(headers, ASKED, Duration.ofMillis(200));

        // Then
        assertThat(clock).contains(new ServerClock(Duration.ofMillis(9_600), Duration.ofMillis(600)));
    }

    @Test
    void freshAnswerOfACacheStillTellsTheTime() {
        // Given
        HttpHeaders headers = headers(Map.of("Date", DATE, "Age", List.of("0")));

        // When
        Optional<ServerClock> clock = ServerClock.of(headers, ASKED, Duration.ZERO);

        // Then
        assertThat(clock).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3600", "nonsense"})
    void answerOutOfACacheTellsNoTime(String age) {
        // Given
        HttpHeaders headers = headers(Map.of("Date", DATE, "Age", List.of(age)));

        // When
        Optional<ServerClock> clock = ServerClock.of(headers, ASKED, Duration.ZERO);

        // Then
        assertThat(clock).isEmpty();
    }

    @Test
    void withoutADateThereIsNoClock() {
        assertThat(ServerClock.of(headers(Map.of()), ASKED, Duration.ZERO)).isEmpty();
    }

    private static HttpHeaders headers(Map<String, List<String>> values) {
        return HttpHeaders.of(values, (name, value) -> true);
    }
}
