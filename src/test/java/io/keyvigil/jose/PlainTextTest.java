package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {

    static IntStream charactersThatSteer() {
        return Stream.of(
                        IntStream.rangeClosed(0x00, 0x1F),
                        IntStream.rangeClosed(0x7F, 0x9F),
                        IntStream.of(0x061C, 0x200B, 0xFEFF, 0x00AD, 0xE0041),
                        IntStream.rangeClosed(0x200E, 0x200F),
                        IntStream.rangeClosed(0x2028, 0x202E),
                        IntStream.rangeClosed(0x2066, 0x2069))
                .flatMapToInt(range -> range);
    }

    @ParameterizedTest
    @MethodSource("charactersThatSteer")
    void characterThatSteersBecomesItsCodePoint(int point) {
        // Given
        String text = "a" + Character.toString(point) + "b";

        // When
        String plain = PlainText.of(text);

        // Then
        assertThat(plain).isEqualTo("a" + String.format("<U+%04X>", point) + "b");
    }

    @Test
    void halfOfASurrogatePairBecomesItsCodePoint() {
        assertThat(PlainText.of("a\ud800b\udfff")).isEqualTo("a<U+D800>b<U+DFFF>");
    }

    @Test
    void otherTextStays() {
        // Given
        String text = "kid \"A-1\", Größe 3 µs, ключ, 鍵, \ud83d\udd11 …";

        // When
        String plain = PlainText.of(text);

        // Then
        assertThat(plain).isSameAs(text);
    }

    @Test
    void quotableTextCannotEndItsQuotes() {
        assertThat(PlainText.quotable("a\" risk=none\u0085x=\"")).isEqualTo("a' risk=none<U+0085>x='");
    }
}
