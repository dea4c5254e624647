package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                           | PT2M",
                "0                             | PT0S",
                "-5                            | PT0S",
                "Sun, 01 Mar 2026 12:05:00 GMT | PT5M",
                "Sun, 01 Mar 2026 11:00:00 GMT | PT0S",
                "soon                          | ",
                "99999999999999999999          | ",
            })
    void bothFormsAreRead(String header, Duration expected) {
        // Given
        HttpHeaders headers = HttpHeaders.of(Map.of("retry-after", List.of(header)), (name, value) -> true);

        // When
        Optional<Duration> wait = RetryAfter.of(headers, NOW);

        // Then
        assertThat(wait).isEqualTo(Optional.ofNullable(expected));
    }
}
