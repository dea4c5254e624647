package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "unquoted", "\"\""})
    void tagIsKeptAsSent(String tag) {
        assertThat(Validators.of(headers(tag)).etag()).contains(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"a\u0000\"", "\"a\r\nX: y\"", "\"\u20ac\""})
    void tagThatCouldNotBeSentBackIsNone(String tag) {
        assertThat(Validators.of(headers(tag)).etag()).isEmpty();
    }

    @Test
    void hugeTagIsNone() {
        assertThat(Validators.of(headers("x".repeat(1_025))).etag()).isEmpty();
    }

    @Test
    void answerOverridesWhatWasSent() {
        // Given
        Validators sent = new Validators(Optional.of("old"), Optional.of("date"));

        // When
        Validators both = Validators.of(headers("new")).or(sent);

        // Then
        assertThat(both).isEqualTo(new Validators(Optional.of("new"), Optional.of("date")));
    }

    private static HttpHeaders headers(String tag) {
        return HttpHeaders.of(Map.of("ETag", List.of(tag)), (name, value) -> true);
    }
}
