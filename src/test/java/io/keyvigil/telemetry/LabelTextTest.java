package io.keyvigil.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "kid-1", "\"quoted\\\"", "two\nlines", "schl\u00FCssel \uD83D\uDD11"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(LabelText.of(text)).isEqualTo(text);
    }

    @Test
    void longTextIsCutAt128Characters() {
        // When
        String kept = LabelText.of("k".repeat(128));
        String cut = LabelText.of("k".repeat(129));

        // Then
        assertThat(kept).isEqualTo("k".repeat(128));
        assertThat(cut).hasSize(128).startsWith("kkk").contains("~");
    }

    /** "Aa" and "BB" have one hash code. */
    @Test
    void differentLongTextsStayDifferent() {
        // When
        String one = LabelText.of("k".repeat(200) + "Aa");
        String other = LabelText.of("k".repeat(200) + "BB");

        // Then
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void halvesOfSurrogatePairsStayDifferent() {
        // When
        String one = LabelText.of("\uD800");
        String other = LabelText.of("\uD801");

        // Then
        assertThat(one).isNotEqualTo(other);
        assertThat(new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(one);
    }

    @Test
    void cutNeverHalvesASurrogatePair() {
        IntStream.range(100, 130).forEach(length -> {
            // When
            String cut = LabelText.of("k".repeat(length) + "\uD83D\uDD11".repeat(40));

            // Then
            assertThat(cut).hasSizeLessThanOrEqualTo(128);
            assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(cut);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\rb", "a\tb", "a\u0085b"})
    void controlCharactersAreReplaced(String text) {
        assertThat(LabelText.of(text)).startsWith("a\uFFFDb~");
    }
}
