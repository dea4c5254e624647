package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheDirectivesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "max-age=3600                       | 3600",
                "public, max-age=86400, must-revalidate | 86400",
                "MAX-AGE=7                          | 7",
                "max-age=\"60\"                     | 60",
                "max-age = 60                       | 60",
                "max-age=60, max-age=90             | 60",
                "max-age=                           | 0",
                "max-age                            | 0",
                "max-age=-1                         | 0",
                "max-age=1h                         | 0",
                "max-age=3.5                        | 0",
                "max-age=99999999999                | 2147483648",
                "max-age=99999999999999999999999999 | 2147483648",
                "x=\"a, max-age=5\", max-age=9      | 9",
                ",,  ,max-age=5                     | 5",
                "=x, \"y\", =, max-age=5            | 5",
                "max-age=\"5                         | 5",
            })
    void maxAgeIsReadAsItIsFoundInTheField(String header, long seconds) {
        // When
        CacheDirectives directives = CacheDirectives.of(headers(Map.of("Cache-Control", header)), NOW);

        // Then
        assertThat(directives.freshness()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void directivesWithoutLifetimeAreSeen() {
        // When
        CacheDirectives directives =
                CacheDirectives.of(headers(Map.of("Cache-Control", "no-store, No-Cache, must-revalidate")), NOW);

        // Then
        assertThat(directives)
                .isEqualTo(new CacheDirectives(
                        Optional.empty(), true, true, true, Optional.of("no-store, No-Cache, must-revalidate")));
    }

    @Test
    void nothingIsSaid() {
        // When
        CacheDirectives directives = CacheDirectives.of(headers(Map.of()), NOW);

        // Then
        assertThat(directives).isEqualTo(CacheDirectives.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 13:00:00 GMT | Sun, 01 Mar 2026 12:00:00 GMT | 3600",
                "Sun, 01 Mar 2026 13:00:00 GMT | not a date                    | 3600",
                "Sun, 01 Mar 2026 11:00:00 GMT | Sun, 01 Mar 2026 12:00:00 GMT | 0",
                "0                             | Sun, 01 Mar 2026 12:00:00 GMT | 0",
                "-1                            | Sun, 01 Mar 2026 12:00:00 GMT | 0",
            })
    void expiryCountsFromTheDate(String expires, String date, long seconds) {
        // When
        CacheDirectives directives = CacheDirectives.of(headers(Map.of("Expires", expires, "Date", date)), NOW);

        // Then
        assertThat(directives.freshness()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void maxAgeGoesBeforeExpires() {
        // Given
        HttpHeaders both = headers(Map.of("Cache-Control", "max-age=5", "Expires", "Sun, 01 Mar 2026 13:00:00 GMT"));

        // When
        CacheDirectives directives = CacheDirectives.of(both, NOW);

        // Then
        assertThat(directives.freshness()).contains(Duration.ofSeconds(5));
    }

    @Test
    void longHeaderIsCut() {
        // When
        CacheDirectives directives =
                CacheDirectives.of(headers(Map.of("Cache-Control", "max-age=5, " + "x".repeat(9_000))), NOW);

        // Then
        assertThat(directives.header().orElseThrow()).hasSize(256);
        assertThat(directives.freshness()).contains(Duration.ofSeconds(5));
    }

    @Property
    void readingNeverThrows(@ForAll String cacheControl, @ForAll String expires, @ForAll String date) {
        // When
        CacheDirectives directives = CacheDirectives.of(
                headers(Map.of("Cache-Control", cacheControl, "Expires", expires, "Date", date)), NOW);

        // Then
        assertThat(directives.freshness().orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(1L << 31));
    }

    @Property
    void readingNeverThrowsForTextThatIsAlmostRight(@ForAll @CharRange(from = ' ', to = '@') String tail) {
        // When
        CacheDirectives directives = CacheDirectives.of(headers(Map.of("Cache-Control", "max-age=" + tail)), NOW);

        // Then
        assertThat(directives.freshness().orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(1L << 31));
    }

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}
