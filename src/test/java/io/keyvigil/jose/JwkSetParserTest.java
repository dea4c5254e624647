package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.RFC_7517_EC;
import static io.keyvigil.jose.Keys.RFC_7517_RSA;
import static io.keyvigil.jose.Keys.keys;
import static io.keyvigil.jose.Keys.parse;
import static io.keyvigil.jose.Keys.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetParserTest {

    @Test
    void keySetOfRfc7517IsReadInItsOrder() {
        // Given
        String text = "{\"keys\":[" + RFC_7517_EC + "," + RFC_7517_RSA + "]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(keys(reading)).extracting(key -> key.kid().orElseThrow()).containsExactly("1", "2011-04-29");
        assertThat(keys(reading)).extracting(Jwk::forSigning).containsExactly(false, true);
        assertThat(keys(reading)).allSatisfy(key -> {
            assertThat(key.unusable()).isEmpty();
            assertThat(key.oddities()).isEmpty();
        });
    }

    @Test
    void byteOrderMarkIsTolerated() {
        // Given
        String text = "\uFEFF{\"keys\":[" + RFC_7517_EC + "]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(keys(reading)).hasSize(1);
    }

    @Test
    void lastOfTwoMembersKeysCounts() {
        // Given
        String text = "{\"keys\":[1,2],\"keys\":[" + RFC_7517_EC + "]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(keys(reading)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|NOT_JSON|the text is empty",
                "`  `|NOT_JSON|the text is empty",
                "<html>|NOT_JSON|not JSON (line 1, column 1)",
                "{\"keys\":[]} x|NOT_JSON|not JSON (line 1, column 13)",
                "{\"keys\":[]}{}|NOT_JSON|text follows after the JSON value (line 1, column 12)",
                "{\"keys\":[{\"kty\"|NOT_JSON|the JSON text ends early (line 1, column 16)",
                "[]|NOT_A_KEY_SET|not a JSON object",
                "{}|NOT_A_KEY_SET|a JSON object without an array \"keys\"",
                "{\"keys\":{}}|NOT_A_KEY_SET|a JSON object without an array \"keys\"",
                "{\"kty\":\"RSA\"}|NOT_A_KEY_SET|a single JWK (it has \"kty\"), not a JWK Set: put it into {\"keys\":[…]}",
            })
    void whatIsNoKeySetIsNamed(String text, SetFlaw flaw, String detail) {
        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(unreadable(reading)).isEqualTo(new JwkSetReading.Unreadable(flaw, detail));
    }

    @Test
    void complaintNeverQuotesTheSource() {
        // Given
        String text = "{\"keys\":[{\"kty\":\"oct\",\"k\":topsecret}]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(unreadable(reading).detail())
                .startsWith("not JSON (line 1, column ")
                .doesNotContain("secret");
    }

    @Test
    void octetThatIsNotUtf8IsNamed() {
        // Given
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes("{\"keys\":[\"ü".getBytes(StandardCharsets.UTF_8));
        octets.write(0xff);

        // When
        JwkSetReading reading = JwkSetParser.parse(octets.toByteArray());

        // Then
        assertThat(unreadable(reading))
                .isEqualTo(new JwkSetReading.Unreadable(SetFlaw.NOT_JSON, "not UTF-8 at octet 12 (counted from 0)"));
    }

    @Test
    void characterCutOffAtTheEndIsNotUtf8() {
        // Given
        byte[] octets = {'"', (byte) 0xc3};

        // When
        JwkSetReading reading = JwkSetParser.parse(octets);

        // Then
        assertThat(unreadable(reading).detail()).isEqualTo("not UTF-8 at octet 1 (counted from 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keys\":[{\"a\":%s}]}", "{\"a\":%s}", "%s"})
    void deepJsonIsRefused(String pattern) {
        // Given
        String text = String.format(pattern, "[".repeat(500_000));

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(unreadable(reading).flaw()).isEqualTo(SetFlaw.NOT_JSON);
        assertThat(unreadable(reading).detail()).startsWith("nested deeper than 64 levels");
    }

    @Test
    void sixtyFourLevelsAreRead() {
        // Given: the object, the array keys and the key are the first three
        String text = "{\"keys\":[{\"a\":" + "[".repeat(61) + "]".repeat(61) + "}]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(keys(reading)).hasSize(1);
    }

    @Test
    void twoThousandKeysAreRead() {
        // Given
        String text = "{\"keys\":[" + "{},".repeat(1_999) + "{}]}";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(keys(reading)).hasSize(2_000);
    }

    @Test
    void readingStopsAtTheFirstKeyTooMany() {
        // Given: what follows is not even JSON
        String text = "{\"keys\":[" + "{},".repeat(2_000) + "{ never read";

        // When
        JwkSetReading reading = parse(text);

        // Then
        assertThat(unreadable(reading).flaw()).isEqualTo(SetFlaw.TOO_MANY_KEYS);
    }
}
