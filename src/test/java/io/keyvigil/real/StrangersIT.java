package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers who reach the port try against the packaged program, and what health and metrics answer meanwhile. */
class StrangersIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PROMPT = Duration.ofSeconds(4);
    private static final String REPORT = "PUT /api/v1/consumers/batch/cached-keys/alpha HTTP/1.1";
    private static final String KIDS = "{\"kids\":[\"first\"]}";

    @TempDir
    private Path directory;

    private final FakeProvider provider = FakeProvider.start();
    private final FakeProvider hanging = FakeProvider.start();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
        provider.close();
        hanging.close();
    }

    @Test
    void openServiceKeepsStrangersToReading() throws Exception {
        // Given
        hanging.answerSlowly(Duration.ofSeconds(60));
        Program program = watching()
                .with("KEYVIGIL_API_HOSTS", "keyvigil.example")
                .with("KEYVIGIL_PROBE_ALLOW", provider.issuer() + "/realms," + hanging.issuer());
        try (KeyvigilProcess keyvigil = program.serve()) {
            int port = keyvigil.port();

            // When
            List<CompletableFuture<Integer>> probes = IntStream.range(0, 100)
                    .mapToObj(number -> begin(port, "/probe?target=" + hanging.issuer(), ""))
                    .toList();

            // Then
            await().atMost(LONGEST).until(() -> statuses(probes).contains(503));
            isPrompt(port);
            names(port);
            changes(port);
            probes(port);
            streams(port);
            provider.publish(SigningKeys.ec("first").named("a\u009b2J\u202eb"));
            await().atMost(LONGEST).until(() -> keyvigil.log().contains("a<U+009B>2J<U+202E>b"));
            assertThat(keyvigil.log()).doesNotContain("\u009b", "\u202e");
        }
    }

    private void names(int port) throws IOException {
        assertThat(get(port, "/api/v1/tenants/alpha/bundle", "Host: evil.example"))
                .isEqualTo(421);
        assertThat(get(port, "/api/v1/tenants/alpha/bundle", "Host: keyvigil.example:8443"))
                .isEqualTo(200);
        assertThat(get(port, "/metrics", "Host: evil.example")).isEqualTo(200);
        assertThat(get(port, "/health/live", "Host: evil.example")).isEqualTo(200);
    }

    private void changes(int port) throws IOException {
        assertThat(put(port, "Host: 127.0.0.1")).isEqualTo(204);
        assertThat(put(port, "Host: 127.0.0.1", "CF-Connecting-IP: 192.0.2.1")).isEqualTo(403);
        assertThat(put(port, "Host: 127.0.0.1", "Origin: https://evil.example")).isEqualTo(403);
        assertThat(put(port, "Host: keyvigil.example")).isEqualTo(403);
    }

    private void probes(int port) throws IOException {
        assertThat(get(port, "/probe?target=" + provider.issuer(), "Host: localhost"))
                .isEqualTo(200);
        assertThat(get(port, "/probe?target=" + provider.issuer() + "/realms/%252e%252e", "Host: localhost"))
                .isEqualTo(403);
        assertThat(get(port, "/probe?target=" + provider.issuer() + "/realms/a", "Host: localhost"))
                .isEqualTo(200);
        assertThat(provider.requests().keySet()).noneMatch(path -> path.contains("realms"));
    }

    private void streams(int port) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int place = 0; place < 8; place++) {
                sockets.add(streaming(port, "127.0.0.2"));
                assertThat(status(sockets.get(place))).isEqualTo(200);
            }
            sockets.add(streaming(port, "127.0.0.2"));
            assertThat(status(sockets.get(8))).isEqualTo(503);
            sockets.add(streaming(port, "127.0.0.3"));
            assertThat(status(sockets.get(9))).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void issuerOfBearerTokensThatHangsHoldsNothingElseUp() throws Exception {
        // Given
        SigningKey key = SigningKeys.rsa("authority");
        hanging.publish(key).answerSlowly(Duration.ofSeconds(60));
        Program program =
                watching().with("KEYVIGIL_AUTH_ISSUER", hanging.issuer()).with("KEYVIGIL_API_READ_ONLY", "true");
        String token = "Authorization: Bearer " + token(key);
        try (KeyvigilProcess keyvigil = program.serve()) {
            int port = keyvigil.port();
            assertThat(keyvigil.log()).contains("event=setting-missing variable=KEYVIGIL_AUTH_AUDIENCE");

            // When
            List<CompletableFuture<Integer>> readers = IntStream.range(0, 300)
                    .mapToObj(number -> begin(port, "/api/v1/tenants", token))
                    .toList();

            // Then
            await().atMost(LONGEST).until(() -> statuses(readers).contains(503));
            isPrompt(port);
            hanging.answerSlowly(Duration.ZERO);
            await().atMost(LONGEST)
                    .until(() -> get(port, "/api/v1/tenants", "Host: localhost", token), status -> status == 200);
            assertThat(put(port, "Host: localhost", token)).isEqualTo(403);
        }
    }

    private void isPrompt(int port) throws IOException {
        int polls = provider.requests().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        for (String page : List.of("/health/live", "/health/ready", "/metrics")) {
            long asked = System.nanoTime();
            assertThat(get(port, page, "Host: localhost")).as(page).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).as(page).isLessThan(PROMPT);
        }
        await("polls go on")
                .atMost(LONGEST)
                .until(() -> provider.requests().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        > polls);
    }

    private String token(SigningKey key) {
        long now = Instant.now().getEpochSecond();
        return Tokens.signed(
                key,
                "{\"iss\":\"%s\",\"iat\":%d,\"exp\":%d,\"roles\":[\"keyvigil-read\",\"keyvigil-report\"]}"
                        .formatted(hanging.issuer(), now, now + 600));
    }

    private Program watching() throws IOException {
        Path list = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  alpha: {issuer: '%s', poll-every: 1s, consumers: [batch]}
                consumers:
                  batch: {profile: static-keys}
                """
                        .formatted(provider.issuer()));
        return Program.in(directory.resolve("data")).watching(list);
    }

    private CompletableFuture<Integer> begin(int port, String target, String header) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return header.isEmpty()
                                ? get(port, target, "Host: localhost")
                                : get(port, target, "Host: localhost", header);
                    } catch (IOException cut) {
                        return 0;
                    }
                },
                callers);
    }

    private static List<Integer> statuses(List<CompletableFuture<Integer>> answers) {
        return answers.stream().map(answer -> answer.getNow(-1)).toList();
    }

    private static int get(int port, String target, String... headers) throws IOException {
        return ask(port, "GET " + target + " HTTP/1.1", "", headers);
    }

    private static int put(int port, String... headers) throws IOException {
        return ask(port, REPORT, KIDS, headers);
    }

    private static int ask(int port, String line, String body, String... headers) throws IOException {
        String request = line + "\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return status(socket);
        }
    }

    private static Socket streaming(int port, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream()
                .write("GET /api/v1/changes HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Of the answer that begins with the next octet. */
    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return line.length < "HTTP/1.1 200".length()
                ? 0
                : Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
    }
}
