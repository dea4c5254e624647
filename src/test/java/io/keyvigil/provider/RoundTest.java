package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.discovering;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.known;
import static io.keyvigil.provider.ProviderTesting.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundTest {

    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void fiveTenantsShareOneRequestADocument() {
        // Given
        provider.answerSlowly(Duration.ofMillis(100));
        HttpProviderClient client = client();
        Round round = new Round();
        Tenant tenant = discovering(provider.discoveryUri());

        // When
        List<FetchResult> results = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> client.fetch(tenant, Known.NOTHING, round)))
                .limit(5)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // Then
        assertThat(provider.requests()).isEqualTo(Map.of(FakeProvider.DISCOVERY, 1, FakeProvider.JWKS, 1));
        assertThat(results)
                .extracting(result -> fetched(result).document().orElseThrow())
                .allSatisfy(document -> assertThat(document)
                        .isSameAs(fetched(results.get(0)).document().orElseThrow()));
    }

    @Test
    void failureIsSharedToo() {
        // Given
        provider.answerStatus(503);
        HttpProviderClient client = client();
        Round round = new Round();
        client.fetch(discovering(provider.discoveryUri()), Known.NOTHING, round);

        // When
        FetchResult second = client.fetch(discovering(provider.discoveryUri()), Known.NOTHING, round);

        // Then
        assertThat(second).isInstanceOf(FetchResult.Failed.class);
        assertThat(provider.requests()).isEqualTo(Map.of(FakeProvider.DISCOVERY, 1));
    }

    @Test
    void tenantWithOtherHeadersIsAskedForSeparately() {
        // Given
        HttpProviderClient client = client();
        Round round = new Round();
        client.fetch(with(Map.of("X-Tenant", "a")), Known.NOTHING, round);

        // When
        client.fetch(with(Map.of("X-Tenant", "b")), Known.NOTHING, round);

        // Then
        assertThat(provider.requests(FakeProvider.JWKS))
                .extracting(request -> request.headers().get("x-tenant"))
                .containsExactly("a", "b");
    }

    @Test
    void tenantWithOtherValidatorsIsAskedForSeparately() {
        // Given
        provider.etag(true);
        Known known = known(fetched(fetch(with(Map.of()))));
        HttpProviderClient client = client();
        Round round = new Round();
        client.fetch(with(Map.of()), known, round);

        // When
        FetchResult result = client.fetch(with(Map.of()), Known.NOTHING, round);

        // Then
        assertThat(fetched(result).document()).isPresent();
    }

    @Test
    void nextRoundAsksAgain() {
        // Given
        HttpProviderClient client = client();
        client.fetch(with(Map.of()), Known.NOTHING, new Round());

        // When
        client.fetch(with(Map.of()), Known.NOTHING, new Round());

        // Then
        assertThat(provider.requests()).isEqualTo(Map.of(FakeProvider.JWKS, 2));
    }

    private Tenant with(Map<String, String> headers) {
        return tenant(new KeySource.JwksUri(provider.jwksUri()), headers, Optional.empty());
    }
}
