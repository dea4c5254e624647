package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldKeysParserTest {

    private static JwkSetReading parse(String text) {
        return HeldKeysParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> kids(JwkSetReading reading) {
        return Keys.keys(reading).stream().map(key -> key.kid().orElse("-")).toList();
    }

    @Test
    void labelsAreKeysWithoutMaterial() {
        // When
        JwkSetReading reading = parse("{\"kids\":[\"a\",\"b\"]}");

        // Then
        assertThat(kids(reading)).containsExactly("a", "b");
        assertThat(Keys.keys(reading)).allMatch(key -> key.thumbprint().isEmpty());
    }

    @Test
    void keySetIsReadAsOne() {
        // When
        JwkSetReading reading = parse("{\"keys\":[" + Keys.RFC_7517_EC + "]}");

        // Then
        assertThat(kids(reading)).containsExactly("1");
        assertThat(Keys.keys(reading).get(0).thumbprint()).isPresent();
    }

    @Test
    void keysCountWhereBothAreGiven() {
        // When
        JwkSetReading reading = parse("{\"kids\":[\"a\"],\"keys\":[" + Keys.RFC_7517_EC + "]}");

        // Then
        assertThat(kids(reading)).containsExactly("1");
    }

    @Test
    void nothingHeldIsAnAnswerToo() {
        // When
        JwkSetReading reading = parse("{\"kids\":[]}");

        // Then
        assertThat(kids(reading)).isEmpty();
    }

    @Test
    void privateMembersAreNamedButNotKept() {
        // When
        JwkSetReading reading = parse("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}]}");

        // Then
        assertThat(Keys.keys(reading).get(0).privateMembers()).containsExactly("k");
        assertThat(reading.toString()).doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kids\":\"a\"}            | NOT_A_KEY_SET",
                "{\"kids\":[1]}              | NOT_A_KEY_SET",
                "{\"kids\":[null]}           | NOT_A_KEY_SET",
                "{\"kids\":[[\"a\"]]}        | NOT_A_KEY_SET",
                "{\"kids\":[{\"kid\":\"a\"}]} | NOT_A_KEY_SET",
                "{\"kid\":\"a\"}             | NOT_A_KEY_SET",
                "[\"a\"]                     | NOT_A_KEY_SET",
                "{\"kids\":[\"a\"]} x        | NOT_JSON",
                "{\"kids\":[\"a\"            | NOT_JSON",
                "<html></html>               | NOT_JSON",
                "``                          | NOT_JSON",
            })
    void nonsense(String text, SetFlaw flaw) {
        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(Keys.unreadable(reading).flaw()).isEqualTo(flaw);
    }

    @Test
    void tooManyLabelsAreRefused() {
        // Given
        String labels =
                IntStream.rangeClosed(0, 2_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));

        // When
        JwkSetReading reading = parse("{\"kids\":[" + labels + "]}");

        // Then
        assertThat(Keys.unreadable(reading).flaw()).isEqualTo(SetFlaw.TOO_MANY_KEYS);
    }

    @Test
    void notUtf8IsNotJson() {
        // When
        JwkSetReading reading = HeldKeysParser.parse(new byte[] {'{', (byte) 0xFF, '}'});

        // Then
        assertThat(Keys.unreadable(reading).flaw()).isEqualTo(SetFlaw.NOT_JSON);
    }
}
