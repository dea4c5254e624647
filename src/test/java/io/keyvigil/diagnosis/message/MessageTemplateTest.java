package io.keyvigil.diagnosis.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final ReportedErrorReader READER = new ReportedErrorReader(new MessageCatalog());
    private static final int LENGTH = 64 * 1_024;
    private static final long MOST_MILLISECONDS = 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Token expired|log: TOKEN  EXPIRED!|true",
                "Token expired|tokens expired|false",
                "Token expired|refreshtoken expired|false",
                "Token expired|token expiredness|false",
                "claim {w} is missing|claim “aud” is missing|true",
                "claim {w} is missing|claim of it is missing|false",
                "after {n} seconds|after 300 seconds|true",
                "after {n} seconds|after three seconds|false",
                "issuer {*} is invalid|the issuer 'https://a.example/b c' is invalid|true",
                "kid {w} in {*} not found|kid k1 in the set of the provider not found|true",
                "kid {w} in {*} not found|kid k1 in the set of the provider|false"
            })
    void templateIsFoundByItsWords(String template, String text, boolean expected) {
        // Given
        TemplateIndex index = new TemplateIndex(List.of(MessageTemplate.of(template)));
        // When
        List<TemplateIndex.Hit> hits = index.find(NormalText.of(text).value());
        // Then
        assertThat(!hits.isEmpty()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{*} failed", "failed: {w}", "failed {x} here"})
    void placeWithoutTextOnBothSidesIsRefused(String template) {
        // When
        assertThatThrownBy(() -> MessageTemplate.of(template))
                // Then
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void templateWithoutSixCharactersInARowIsRefused() {
        // Given
        List<MessageTemplate> templates = List.of(MessageTemplate.of("key {w} bad"));
        // When
        assertThatThrownBy(() -> new TemplateIndex(templates))
                // Then
                .isInstanceOf(IllegalStateException.class);
    }

    /** Beginnings of templates without their ends are the most expensive text. */
    static Stream<String> hostileTexts() {
        return Stream.of(
                "a",
                "The Claim iss value ",
                "Error fetching PublicKey from certificate location",
                "Expected iss claim to be: ",
                "AADSTS50013: ",
                "Caused by: ",
                "\\\"",
                "Unable to find a signing key that matches ",
                "invalid JWT: exp ",
                "2026-11-30 WARN An error occurred while attempting to decode the Jwt: Malformed token at"
                        + " c.e.F(F.java:1)\n");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void longTextTakesLittleTime(String piece) {
        // Given
        String text = piece.repeat(LENGTH / piece.length());
        for (int warm = 0; warm < 10; warm++) {
            READER.read(text);
        }
        long best = Long.MAX_VALUE;
        // When
        for (int attempt = 0; attempt < 5; attempt++) {
            long begun = PROCESSOR.getCurrentThreadCpuTime();
            READER.read(text);
            best = Math.min(best, PROCESSOR.getCurrentThreadCpuTime() - begun);
        }
        // Then
        assertThat(best / 1_000_000).isLessThanOrEqualTo(MOST_MILLISECONDS);
    }
}
