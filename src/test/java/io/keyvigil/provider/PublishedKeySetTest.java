package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With the readers of {@code jose}, as in production. */
class PublishedKeySetTest {

    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void publishedKeysAreRead() {
        // Given
        provider.publish(SigningKeys.rsa("rsa"), SigningKeys.ec("ec"));

        // When
        FetchResult.Fetched result = fetched(fetch());

        // Then
        assertThat(result.document().orElseThrow().set().keys())
                .allMatch(Jwk::usableForSigning)
                .extracting(key -> key.kid().orElseThrow())
                .containsExactly("rsa", "ec");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("100,000 keys", "{\"keys\":[" + "{},".repeat(99_999) + "{}]}", FetchFailure.TOO_MANY_KEYS),
                Arguments.of(
                        "a kid of 1 MiB",
                        "{\"keys\":[{\"kid\":\"" + "x".repeat(1 << 20) + "\"}]}",
                        FetchFailure.TOO_LARGE),
                Arguments.of("nested 500,000 deep", "[".repeat(500_000), FetchFailure.NOT_JSON),
                Arguments.of("nested in keys", "{\"keys\":" + "[".repeat(500_000), FetchFailure.NOT_JSON),
                Arguments.of("HTML", "<html>", FetchFailure.NOT_JSON),
                Arguments.of("nothing", "", FetchFailure.NOT_JSON),
                Arguments.of("no keys", "{}", FetchFailure.NOT_A_KEY_SET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileKeySetIsNamed(String situation, String body, FetchFailure reason) {
        // Given
        provider.publish(body);

        // When
        FetchResult.Failed result = failed(fetch());

        // Then
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.detail()).hasSizeLessThan(400);
    }

    @Test
    void longKidIsKeptCut() {
        // Given
        provider.publish("{\"keys\":[{\"kid\":\"" + "x".repeat(1_000_000) + "\",\"kty\":\"RSA\"}]}");

        // When
        FetchResult.Fetched result = fetched(fetch());

        // Then
        assertThat(result.document().orElseThrow().set().keys().get(0).kid().orElseThrow())
                .hasSizeLessThan(1_000);
    }

    @Test
    void keySetIsNotUtf8() {
        // Given
        provider.serve("{\"keys\":[],\"x\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        // When
        FetchResult.Failed result = failed(fetch());

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.NOT_JSON);
    }

    private FetchResult fetch() {
        HttpProviderClient client = new HttpProviderClient(Clock.systemUTC(), ForkJoinPool.commonPool(), "1.2.3");
        return client.fetch(bare(provider.jwksUri()), Known.NOTHING, new Round());
    }
}
