package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataReadingTest {

    private final MetadataReading reading = new MetadataReading();

    @Test
    void ordinaryDocumentIsRead() {
        // When
        ProviderMetadata metadata = metadata(
                "{\"issuer\":\"https://a\",\"jwks_uri\":\"https://a/k\","
                        + "\"token_endpoint\":\"https://a/t\",\"id_token_signing_alg_values_supported\":[\"RS256\",1,\"ES256\"]}");

        // Then
        assertThat(metadata)
                .isEqualTo(new ProviderMetadata(
                        "https://a", "https://a/k", List.of("RS256", "ES256"), Optional.of("https://a/t")));
    }

    @Test
    void membersOfTheWrongTypeCountAsMissing() {
        // When
        ProviderMetadata metadata = metadata("\uFEFF{\"issuer\":1,\"jwks_uri\":\"https://a/k\","
                + "\"token_endpoint\":{},\"id_token_signing_alg_values_supported\":\"RS256\"}");

        // Then
        assertThat(metadata).isEqualTo(new ProviderMetadata("", "https://a/k", List.of(), Optional.empty()));
    }

    @Test
    void algorithmsAreBounded() {
        // Given
        String many = IntStream.range(0, 1_000).mapToObj(n -> "\"A" + n + "\"").collect(Collectors.joining(","));

        // When
        ProviderMetadata metadata =
                metadata("{\"jwks_uri\":\"https://a/k\",\"id_token_signing_alg_values_supported\":[" + many + "]}");

        // Then
        assertThat(metadata.signingAlgorithms()).hasSize(64).startsWith("A0");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("", FetchFailure.NOT_JSON, "empty"),
                Arguments.of("<!DOCTYPE html><html>", FetchFailure.NOT_JSON, "looks like HTML"),
                Arguments.of("{\"jwks_uri\":", FetchFailure.NOT_JSON, "line 1"),
                Arguments.of("{} {}", FetchFailure.NOT_JSON, "line 1"),
                Arguments.of("[".repeat(65) + "]".repeat(65), FetchFailure.NOT_JSON, "not JSON"),
                Arguments.of("[".repeat(500_000), FetchFailure.NOT_JSON, "not JSON"),
                Arguments.of("[]", FetchFailure.NOT_DISCOVERY, "not an object"),
                Arguments.of("null", FetchFailure.NOT_DISCOVERY, "not an object"),
                Arguments.of("{}", FetchFailure.NO_JWKS_URI, "no jwks_uri"),
                Arguments.of("{\"jwks_uri\":[]}", FetchFailure.NO_JWKS_URI, "no jwks_uri"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsWrongIsNamed(String text, FetchFailure reason, String detail) {
        // When
        Flaw flaw = flaw(text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(flaw.reason()).isEqualTo(reason);
        assertThat(flaw.detail()).contains(detail);
    }

    @Test
    void latin1IsNotUtf8() {
        // When
        Flaw flaw = flaw("{\"issuer\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        // Then
        assertThat(flaw.reason()).isEqualTo(FetchFailure.NOT_JSON);
        assertThat(flaw.detail()).contains("UTF-8");
    }

    @Property
    void readingNeverThrows(@ForAll byte[] body) {
        assertThat(reading.read(body)).isNotNull();
    }

    private ProviderMetadata metadata(String text) {
        return reading.read(text.getBytes(StandardCharsets.UTF_8)).fold(metadata -> metadata, flaw -> {
            throw new AssertionError(flaw);
        });
    }

    private Flaw flaw(byte[] body) {
        return reading.read(body)
                .fold(
                        metadata -> {
                            throw new AssertionError(metadata);
                        },
                        flaw -> flaw);
    }
}
