package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT   | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994         | 1994-11-06T08:49:37Z",
                "Wed Nov 16 08:49:37 1994         | 1994-11-16T08:49:37Z",
                "Sunday, 01-Mar-26 12:00:00 GMT   | 2026-03-01T12:00:00Z",
                "Sunday, 01-Mar-76 12:00:00 GMT   | 2076-03-01T12:00:00Z",
                "Sunday, 01-Mar-77 12:00:00 GMT   | 1977-03-01T12:00:00Z",
                "Mon, 06 Nov 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "sun, 06 nov 1994 08:49:37 gmt    | 1994-11-06T08:49:37Z",
            })
    void allThreeFormatsAreRead(String text, Instant expected) {
        assertThat(HttpDate.parse(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Sun, 06 Nov 1994 08:49:37 +0100",
                "Sun, 31 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void anythingElseIsNoDate(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @Property
    void readingNeverThrows(@ForAll String text) {
        assertThatCode(() -> HttpDate.parse(text, NOW)).doesNotThrowAnyException();
    }
}
