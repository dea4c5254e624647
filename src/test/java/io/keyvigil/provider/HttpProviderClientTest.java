package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.discovering;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.known;
import static io.keyvigil.provider.ProviderTesting.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProviderClientTest {

    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void discoveryLeadsToTheKeys() {
        // Given
        provider.header("Cache-Control", "max-age=600");

        // When
        FetchResult.Fetched result = fetched(fetch(discovering(provider.discoveryUri())));

        // Then
        assertThat(result.metadata().orElseThrow().jwksUri()).isEqualTo(provider.jwksUri());
        assertThat(result.document().orElseThrow().publicJson().get(0)).contains("\"kid\":\"first\"");
        Exchange jwks = result.jwks().orElseThrow();
        assertThat(jwks.uri()).isEqualTo(provider.jwksUri());
        assertThat(jwks.status()).isEqualTo(200);
        assertThat(jwks.bytes()).isPositive();
        assertThat(jwks.protocol()).isEqualTo("HTTP/1.1");
        assertThat(jwks.cache().freshness()).contains(Duration.ofMinutes(10));
        assertThat(jwks.tlsNotAfter()).isEmpty();
        assertThat(jwks.serverClock().orElseThrow().offset().abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void bareAddressNeedsNoDiscovery() {
        // When
        FetchResult.Fetched result = fetched(fetch(bare(provider.jwksUri())));

        // Then
        assertThat(result.discovery()).isEmpty();
        assertThat(result.metadata()).isEmpty();
        assertThat(result.document()).isPresent();
    }

    @Test
    void requestSaysWhoAsksForWhat() {
        // When
        fetch(tenant(
                new KeySource.Discovery(provider.discoveryUri()), Map.of("X-Tenant", "contoso"), Optional.empty()));

        // Then
        assertThat(provider.requests(FakeProvider.DISCOVERY).get(0).headers())
                .containsEntry("accept", "application/json")
                .containsEntry("x-tenant", "contoso");
        assertThat(provider.requests(FakeProvider.JWKS).get(0).headers())
                .containsEntry("accept", "application/jwk-set+json, application/json;q=0.9")
                .containsEntry("accept-encoding", "gzip")
                .containsEntry("user-agent", "keyvigil/1.2.3")
                .containsEntry("x-tenant", "contoso")
                .doesNotContainKeys("upgrade", "if-none-match", "if-modified-since");
    }

    @Test
    void validatorsMakeTheNextRequestConditional() {
        // Given
        provider.etag(true);
        Known known = known(fetched(fetch(discovering(provider.discoveryUri()))));

        // When
        FetchResult result = client().fetch(discovering(provider.discoveryUri()), known, new Round());

        // Then
        assertThat(result).isInstanceOf(FetchResult.NotModified.class);
        assertThat(result.discovery().orElseThrow().status()).isEqualTo(304);
        assertThat(result.jwks().orElseThrow().status()).isEqualTo(304);
        assertThat(result.jwks().orElseThrow().validators()).isEqualTo(known.jwks());
    }

    @Test
    void lastModifiedIsSentBack() {
        // Given
        provider.header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
        Known known = known(fetched(fetch(bare(provider.jwksUri()))));

        // When
        client().fetch(bare(provider.jwksUri()), known, new Round());

        // Then
        assertThat(provider.requests(FakeProvider.JWKS).get(1).headers())
                .containsEntry("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void sameBodyWithoutValidatorsIsNotModified() {
        // Given
        Known known = known(fetched(fetch(discovering(provider.discoveryUri()))));

        // When
        FetchResult result = client().fetch(discovering(provider.discoveryUri()), known, new Round());

        // Then
        assertThat(result).isInstanceOf(FetchResult.NotModified.class);
        assertThat(result.jwks().orElseThrow().status()).isEqualTo(200);
    }

    @Test
    void rotationBringsTheDocumentButNoMetadata() {
        // Given
        provider.etag(true);
        Known known = known(fetched(fetch(discovering(provider.discoveryUri()))));
        provider.rotate();

        // When
        FetchResult.Fetched result = fetched(client().fetch(discovering(provider.discoveryUri()), known, new Round()));

        // Then
        assertThat(result.metadata()).isEmpty();
        assertThat(result.document().orElseThrow().publicJson().get(0)).contains("rotated-1", "first");
    }

    @Test
    void movedKeysAreAskedForWithoutTheOldValidators() {
        // Given
        provider.etag(true);
        Known known = known(fetched(fetch(discovering(provider.discoveryUri()))));
        provider.discover(provider.issuer(), provider.jwksUri() + "?moved");

        // When
        FetchResult.Fetched result = fetched(client().fetch(discovering(provider.discoveryUri()), known, new Round()));

        // Then
        assertThat(result.metadata()).isPresent();
        assertThat(result.document()).isPresent();
        assertThat(provider.requests(FakeProvider.JWKS).get(1).headers()).doesNotContainKey("if-none-match");
    }

    @Test
    void notModifiedWithoutHavingAskedIsAFailure() {
        // Given
        provider.answerStatus(304);

        // When
        FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.STATUS);
        assertThat(result.detail()).isEqualTo("status 304 from " + provider.jwksUri());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 401, 404, 429, 500, 503})
    void otherStatusIsAFailure(int status) {
        // Given
        provider.answerStatus(status);

        // When
        FetchResult.Failed result = failed(fetch(discovering(provider.discoveryUri())));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.STATUS);
        assertThat(result.detail()).isEqualTo("status " + status + " from " + provider.discoveryUri());
        assertThat(result.discovery().orElseThrow().status()).isEqualTo(status);
        assertThat(result.jwks()).isEmpty();
    }

    @Test
    void retryAfterIsHandedOn() {
        // Given
        provider.answerStatus(503).header("Retry-After", "120");

        // When
        FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

        // Then
        assertThat(result.retryAfter()).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>login</html>             | NOT_JSON      | looks like HTML",
                "[]                             | NOT_DISCOVERY | not an object",
                "{}                             | NO_JWKS_URI   | no jwks_uri",
                "{\"jwks_uri\":\"file:///etc/k\"} | UNSUPPORTED_URI | jwks_uri is not an absolute http",
                "{\"jwks_uri\":\"/jwks\"}         | UNSUPPORTED_URI | jwks_uri is not an absolute http",
                "{\"jwks_uri\":\"http://u:p@h/\"} | UNSUPPORTED_URI | user information is not allowed: http://***@h/",
            })
    void wrongDiscoveryDocumentIsNamed(String document, FetchFailure reason, String detail) {
        // Given
        provider.serveDiscovery(document);

        // When
        FetchResult.Failed result = failed(fetch(discovering(provider.discoveryUri())));

        // Then
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.detail()).contains(detail);
        assertThat(result.discovery()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>login</html> | NOT_JSON      | looks like HTML",
                "{}                 | NOT_A_KEY_SET | keys",
            })
    void wrongKeySetIsNamed(String document, FetchFailure reason, String detail) {
        // Given
        provider.publish(document);

        // When
        FetchResult.Failed result = failed(fetch(discovering(provider.discoveryUri())));

        // Then
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.detail()).contains(detail);
        assertThat(result.jwks()).isPresent();
    }

    @Test
    void providerIsDownAndComesBack() {
        // Given
        provider.goDown();
        FetchResult.Failed down = failed(fetch(bare(provider.jwksUri())));
        provider.comeBack();

        // When
        FetchResult result = fetch(bare(provider.jwksUri()));

        // Then
        assertThat(down.reason()).isEqualTo(FetchFailure.CONNECT);
        assertThat(down.jwks()).isEmpty();
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void hostNameDoesNotResolve() {
        // When
        FetchResult.Failed result = failed(fetch(bare("http://keyvigil.invalid/jwks")));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.DNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/keys", "data:,x", "jwks.json", "https://user:secret@idp.example/"})
    void configuredAddressIsUnsupported(String uri) {
        // When
        FetchResult.Failed result = failed(fetch(bare(uri)));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.UNSUPPORTED_URI);
        assertThat(result.detail()).doesNotContain("secret");
    }

    @Test
    void headerThatCannotBeSentIsAnErrorThatKeepsItsValue() {
        // Given
        Tenant tenant =
                tenant(new KeySource.JwksUri(provider.jwksUri()), Map.of("X-Key", "secret\r\nvalue"), Optional.empty());

        // Then
        assertThatThrownBy(() -> fetch(tenant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the header X-Key cannot be sent")
                .hasNoCause();
    }

    @Test
    void otherMaterialUnderTheSameKidIsANewDocument() {
        // Given
        provider.publish(SigningKeys.rsa("a"));
        Known known = known(fetched(fetch(bare(provider.jwksUri()))));
        provider.reuseKid("a");

        // When
        FetchResult result = client().fetch(bare(provider.jwksUri()), known, new Round());

        // Then
        assertThat(fetched(result).document()).isPresent();
    }
}
