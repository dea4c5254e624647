package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.AMPLE;
import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.MisbehavingServer;
import io.keyvigil.testing.TestCertificates;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProviderTlsTest {

    private final TestCertificates certificates = TestCertificates.get();

    @TempDir
    private Path folder;

    @Test
    void privateCaIsTrustedOverHttp11() {
        // Given
        try (FakeProvider provider = FakeProvider.startWithTls(certificates.valid())) {

            // When
            FetchResult.Fetched result = fetched(fetch(trusting(provider.discoveryUri(), certificates.caPem())));

            // Then
            Exchange jwks = result.jwks().orElseThrow();
            assertThat(jwks.protocol()).isEqualTo("HTTP/1.1");
            assertThat(jwks.tlsNotAfter().orElseThrow())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(29)),
                            Instant.now().plus(Duration.ofDays(31)));
        }
    }

    @Test
    void privateCaIsTrustedOverHttp2() {
        // Given
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = http2(vertx, request -> request.response().end("{\"keys\":[]}"));
            String uri = "https://127.0.0.1:" + server.actualPort() + "/jwks";

            // When
            FetchResult.Fetched result =
                    fetched(fetch(tenant(new KeySource.JwksUri(uri), Map.of(), Optional.of(certificates.caPem()))));

            // Then
            assertThat(result.jwks().orElseThrow().protocol()).isEqualTo("HTTP/2");
            assertThat(result.jwks().orElseThrow().tlsNotAfter()).isPresent();
            assertThat(result.document()).isPresent();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void unknownCaIsNamed() {
        assertThat(tlsFailure(certificates.valid(), Optional.empty())).startsWith("certificate of an unknown CA");
    }

    @Test
    void expiredCertificateIsNamedWithItsTime() {
        assertThat(tlsFailure(certificates.expired(), Optional.of(certificates.caPem())))
                .startsWith("certificate expired 2024-01-02T00:00:00Z");
    }

    @Test
    void certificateOfAnotherHostIsNamed() {
        assertThat(tlsFailure(certificates.otherName(), Optional.of(certificates.caPem())))
                .startsWith("certificate is not for this host name");
    }

    @Test
    void serverThatSpeaksNoTlsFailsTheHandshake() throws IOException {
        // Given
        try (MisbehavingServer mail = MisbehavingServer.greeting("220 smtp.example ESMTP\r\n")) {
            String uri = mail.uri().replace("http:", "https:");

            // When
            FetchResult.Failed result = failed(fetch(tenant(new KeySource.JwksUri(uri), Map.of(), Optional.empty())));

            // Then: a platform that reads the greeting too early waits for a handshake that never comes
            assertThat(result.reason()).isIn(FetchFailure.TLS, FetchFailure.CONNECT);
            assertThat(result.detail()).contains(uri);
        }
    }

    @Test
    void stalledHandshakeIsNoConnection() throws IOException {
        // Given
        try (MisbehavingServer silent = MisbehavingServer.greeting("")) {
            String uri = silent.uri().replace("http:", "https:");
            Tenant tenant = tenant(new KeySource.JwksUri(uri), Map.of(), Optional.empty());

            // When
            FetchResult.Failed result =
                    failed(client(Duration.ofMillis(600)).fetch(tenant, Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECT);
            assertThat(result.detail()).startsWith("no connection in time, TLS handshake included");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionLostWithinTheBodyIsNoFailureOfTls(boolean reset) throws IOException {
        // Given
        MisbehavingServer.Script script = (connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.ISO_8859_1));
            connection.setSoLinger(reset, 0);
        };
        try (MisbehavingServer server = MisbehavingServer.startWithTls(certificates.valid(), script)) {

            // When
            FetchResult.Failed result = failed(
                    fetch(tenant(new KeySource.JwksUri(server.uri()), Map.of(), Optional.of(certificates.caPem()))));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECTION_LOST);
        }
    }

    @Test
    void trickleOverHttp2EndsWithTheDeadline() {
        // Given
        Vertx vertx = Vertx.vertx();
        try {
            AtomicBoolean reset = new AtomicBoolean();
            HttpServer server = http2(vertx, request -> {
                request.response().setChunked(true).exceptionHandler(failure -> reset.set(true));
                vertx.setPeriodic(50, timer -> request.response().write(" "));
            });
            Tenant tenant = tenant(
                    new KeySource.JwksUri("https://127.0.0.1:" + server.actualPort() + "/jwks"),
                    Map.of(),
                    Optional.of(certificates.caPem()));

            // When
            FetchResult.Failed result = failed(client(Duration.ofSeconds(1)).fetch(tenant, Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TIMEOUT);
            await().atMost(AMPLE).untilTrue(reset);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void jwksUriOverHttpIsADowngrade() {
        // Given
        try (FakeProvider plain = FakeProvider.start();
                FakeProvider provider = FakeProvider.startWithTls(certificates.valid())) {
            provider.discover(provider.issuer(), plain.jwksUri());

            // When
            FetchResult.Failed result = failed(fetch(trusting(provider.discoveryUri(), certificates.caPem())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.UNSUPPORTED_URI);
            assertThat(result.detail())
                    .startsWith("the discovery document came over https but names a jwks_uri over http");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void missingCaFileIsNamed() {
        // When
        FetchResult.Failed result = failed(fetch(trusting("https://127.0.0.1/", folder.resolve("ca.pem"))));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.CA_UNREADABLE);
        assertThat(result.detail()).endsWith("there is no such file");
    }

    @Test
    void caFileThatArrivesLateIsReadAgain() throws IOException {
        // Given
        Path ca = Files.writeString(folder.resolve("ca.pem"), "nothing yet");
        HttpProviderClient client = client();
        try (FakeProvider provider = FakeProvider.startWithTls(certificates.valid())) {
            Tenant tenant = trusting(provider.discoveryUri(), ca);
            FetchResult.Failed before = failed(client.fetch(tenant, Known.NOTHING, new Round()));
            Files.copy(certificates.caPem(), ca, StandardCopyOption.REPLACE_EXISTING);

            // When
            FetchResult result = client.fetch(tenant, Known.NOTHING, new Round());

            // Then
            assertThat(before.reason()).isEqualTo(FetchFailure.CA_UNREADABLE);
            assertThat(fetched(result).document()).isPresent();
        }
    }

    private String tlsFailure(SSLContext server, Optional<Path> ca) {
        try (FakeProvider provider = FakeProvider.startWithTls(server)) {
            FetchResult.Failed result = failed(fetch(tenant(new KeySource.JwksUri(provider.jwksUri()), Map.of(), ca)));
            assertThat(result.reason()).isEqualTo(FetchFailure.TLS);
            return result.detail();
        }
    }

    private static Tenant trusting(String discoveryUri, Path ca) {
        return tenant(new KeySource.Discovery(discoveryUri), Map.of(), Optional.of(ca));
    }

    private HttpServer http2(Vertx vertx, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setHost("127.0.0.1")
                .setPort(0)
                .setKeyCertOptions(new PfxOptions()
                        .setPassword(TestCertificates.PASSWORD)
                        .setValue(Buffer.buffer(certificates.validKeyStore())));
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
