package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.AMPLE;
import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.MisbehavingServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileProviderTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String ENDLESS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

    @Test
    void trickledBodyEndsWithTheDeadline() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, ENDLESS);
            while (true) {
                write(out, " ");
                Thread.sleep(50);
            }
        })) {

            // When
            FetchResult.Failed result = failed(client(SHORT).fetch(bare(server.uri()), Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TIMEOUT);
            assertThat(result.took()).isBetween(SHORT, SHORT.plusSeconds(2));
            await().atMost(AMPLE).until(() -> server.abandoned() == 1);
        }
    }

    @Test
    void trickledHeadersEndWithTheDeadline() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nX-Filler: ");
            while (true) {
                write(out, "x");
                Thread.sleep(50);
            }
        })) {

            // When
            FetchResult.Failed result = failed(client(SHORT).fetch(bare(server.uri()), Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TIMEOUT);
            await().atMost(AMPLE).until(() -> server.abandoned() == 1);
        }
    }

    @Test
    void neverEndingHeadersAreCutOff() throws IOException {
        // Given
        String filler = "X-Filler: " + "x".repeat(1_000) + "\r\n";
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(out, filler);
            }
        })) {

            // When
            FetchResult.Failed result = failed(fetch(bare(server.uri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECTION_LOST);
            assertThat(result.detail()).startsWith("the answer is not proper HTTP");
        }
    }

    @Test
    void redirectsShareOneDeadline() {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            provider.answerSlowly(SHORT.dividedBy(2)).redirect("/1", "/2").redirect("/2", "/jwks");

            // When
            FetchResult.Failed result =
                    failed(client(SHORT).fetch(bare(provider.issuer() + "/1"), Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TIMEOUT);
        }
    }

    @Test
    void clientStillWorksAfterATimeout() {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            HttpProviderClient client = client(SHORT);
            provider.answerSlowly(SHORT.multipliedBy(2));
            failed(client.fetch(bare(provider.jwksUri()), Known.NOTHING, new Round()));
            provider.answerSlowly(Duration.ZERO);

            // When
            FetchResult result = client.fetch(bare(provider.jwksUri()), Known.NOTHING, new Round());

            // Then
            assertThat(fetched(result).document()).isPresent();
        }
    }

    @Test
    void neverEndingBodyIsCutOff() throws IOException {
        // Given
        byte[] block = new byte[65_536];
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, ENDLESS);
            while (true) {
                out.write(block);
            }
        })) {

            // When
            FetchResult.Failed result = failed(fetch(bare(server.uri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TOO_LARGE);
            assertThat(result.jwks()).isPresent();
            await().atMost(AMPLE).until(() -> server.abandoned() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 1_048_577})
    void boundIsOneMebibyte(int size) {
        // Given
        byte[] body = new byte[size];
        try (FakeProvider provider = FakeProvider.start()) {
            provider.serve(body);

            // When
            FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

            // Then
            assertThat(result.reason()).isEqualTo(size == 1_048_576 ? FetchFailure.NOT_JSON : FetchFailure.TOO_LARGE);
        }
    }

    @Test
    void gzippedBodyIsRead() throws IOException {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            provider.serve(gzip("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip");

            // When
            FetchResult.Fetched result = fetched(fetch(bare(provider.jwksUri())));

            // Then
            assertThat(result.jwks().orElseThrow().bytes()).isEqualTo(11);
        }
    }

    @Test
    void gzipBombIsDefused() throws IOException {
        // Given
        byte[] zeros = new byte[1 << 20];
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                for (int mebibyte = 0; mebibyte < 1_024; mebibyte++) {
                    gzip.write(zeros);
                }
            }
        })) {

            // When
            FetchResult.Failed result =
                    failed(client(Duration.ofMinutes(1)).fetch(bare(server.uri()), Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "deflate", "gzip"})
    void unknownOrDamagedEncodingIsNamed(String encoding) {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            provider.serve("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8), "Content-Encoding", encoding);

            // When
            FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONTENT_ENCODING);
        }
    }

    @Test
    void truncatedGzipIsDamaged() throws IOException {
        // Given
        byte[] whole = gzip(new byte[10_000]);
        try (FakeProvider provider = FakeProvider.start()) {
            provider.serve(Arrays.copyOf(whole, whole.length - 9), "Content-Encoding", "gzip");

            // When
            FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONTENT_ENCODING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"keys\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"key",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
                "220 smtp.example ESMTP\r\n\r\n"
            })
    void answerThatBreaksOffIsLost(String answer) throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.sending(answer)) {

            // When
            FetchResult.Failed result = failed(fetch(bare(server.uri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECTION_LOST);
            assertThat(result.detail()).contains(server.uri());
        }
    }

    @Test
    void connectionIsResetWithinTheBody() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            connection.setSoLinger(true, 0);
        })) {

            // When
            FetchResult.Failed result = failed(fetch(bare(server.uri())));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECTION_LOST);
        }
    }

    @Test
    void connectionThatIsNeverAcceptedIsNoConnection() throws IOException {
        // Given
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }

            // When
            FetchResult.Failed result = failed(client(SHORT)
                    .fetch(bare("http://127.0.0.1:" + full.getLocalPort() + "/"), Known.NOTHING, new Round()));

            // Then
            assertThat(result.reason()).isEqualTo(FetchFailure.CONNECT);
            assertThat(result.took()).isLessThan(SHORT);
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void interruptedFetchEndsAtOnce() {
        // Given
        try (FakeProvider provider = FakeProvider.start()) {
            provider.answerSlowly(Duration.ofMinutes(1));
            Thread.currentThread().interrupt();

            // When
            FetchResult.Failed result = failed(fetch(bare(provider.jwksUri())));

            // Then
            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.detail()).contains("shutting down");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
