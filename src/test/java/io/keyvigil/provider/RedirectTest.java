package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.MisbehavingServer;
import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void close() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyKindOfRedirectIsFollowed(int status) throws IOException {
        // Given
        String answer = "HTTP/1.1 " + status + " Moved\r\nLocation: " + provider.jwksUri()
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (MisbehavingServer server = MisbehavingServer.sending(answer)) {

            // When
            FetchResult.Fetched result = fetched(fetch(bare(server.uri())));

            // Then
            assertThat(result.jwks().orElseThrow().uri()).isEqualTo(server.uri());
            assertThat(result.document()).isPresent();
        }
    }

    @Test
    void threeRedirectsAreFollowed() {
        // Given
        provider.redirect("/1", "/2").redirect("/2", "3").redirect("/3", provider.jwksUri());

        // When
        FetchResult result = fetch(bare(provider.issuer() + "/1"));

        // Then
        assertThat(fetched(result).document()).isPresent();
    }

    @Test
    void redirectsInACircleAreGivenUp() {
        // Given
        provider.redirect("/1", "/2").redirect("/2", "/1");

        // When
        FetchResult.Failed result = failed(fetch(bare(provider.issuer() + "/1")));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.TOO_MANY_REDIRECTS);
        assertThat(result.jwks().orElseThrow().status()).isEqualTo(302);
        assertThat(provider.requests()).isEqualTo(Map.of("/1", 2, "/2", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "http://[", "http://user:secret@127.0.0.1/", ""})
    void unusableLocationIsRefused(String location) {
        // Given
        provider.redirect(FakeProvider.JWKS, location);

        // When
        FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.REDIRECT_REFUSED);
        assertThat(result.detail()).contains(provider.jwksUri()).doesNotContain("secret");
    }

    @Test
    void redirectWithoutLocationIsRefused() {
        // Given
        provider.answerStatus(301);

        // When
        FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.REDIRECT_REFUSED);
        assertThat(result.detail()).endsWith("without Location");
    }

    @Test
    void redirectNeverLeavesHttps() {
        // Given
        TestCertificates certificates = TestCertificates.get();
        try (FakeProvider secure = FakeProvider.startWithTls(certificates.valid())) {
            secure.redirect(FakeProvider.JWKS, provider.jwksUri());

            // When
            FetchResult.Failed result = failed(fetch(
                    tenant(new KeySource.JwksUri(secure.jwksUri()), Map.of(), Optional.of(certificates.caPem()))));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.REDIRECT_REFUSED);
            assertThat(provider.requests()).isEmpty();
        }
    }

    @Test
    void headersStayWithTheOrigin() {
        // Given
        try (FakeProvider other = FakeProvider.start()) {
            provider.redirect("/1", "/2").redirect("/2", other.jwksUri());

            // When
            fetch(tenant(new KeySource.JwksUri(provider.issuer() + "/1"), Map.of("X-Key", "secret"), Optional.empty()));

            // Then
            assertThat(provider.requests("/2").get(0).headers()).containsEntry("x-key", "secret");
            assertThat(other.requests(FakeProvider.JWKS).get(0).headers()).doesNotContainKey("x-key");
        }
    }
}
