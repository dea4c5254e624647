package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.FakeWebhook;
import io.keyvigil.testing.MisbehavingServer;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back over real sockets. */
class HttpDeliveryClientTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void bodyAndHeadersArriveAsTheyAre() {
        // Given
        try (FakeWebhook webhook = FakeWebhook.start()) {

            // When
            DeliveryResult result = client(LONG)
                    .post(new Message(
                            URI.create(webhook.uri() + "/in?token=t"),
                            CloudEvent.CONTENT_TYPE,
                            Map.of("webhook-id", "7"),
                            "{\"é\":1}"));

            // Then
            assertThat(result.taken()).isTrue();
            FakeWebhook.Received received = webhook.received().get(0);
            assertThat(received.path()).isEqualTo("/in?token=t");
            assertThat(received.body()).isEqualTo("{\"é\":1}");
            assertThat(received.headers())
                    .containsEntry("content-type", CloudEvent.CONTENT_TYPE)
                    .containsEntry("webhook-id", "7")
                    .containsEntry("user-agent", "keyvigil/1.2.3")
                    .doesNotContainKey("upgrade");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, status, false",
        "503, status, false",
        "408, status, false",
        "425, status, false",
        "429, too-many-requests, false",
        "301, redirected, true",
        "307, redirected, true",
        "400, refused, true",
        "401, refused, true",
        "404, refused, true",
        "410, refused, true"
    })
    void statusesThatAreNoSuccess(int status, String reason, boolean hopeless) {
        // Given
        try (FakeWebhook webhook =
                FakeWebhook.start().answers(status, Map.of("Location", "http://127.0.0.1:1/elsewhere"))) {

            // When
            DeliveryResult result = client(LONG).post(message(webhook.uri()));

            // Then
            assertThat(result.failure().map(DeliveryFailure::code)).contains(reason);
            assertThat(result.refused()).isEqualTo(hopeless);
            assertThat(result.detail()).isEqualTo("status " + status);
            assertThat(webhook.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17, 17",
        "' 0 ', 0",
        "'Sun, 01 Mar 2026 00:02:00 GMT', 120",
        "'Sat, 28 Feb 2026 00:00:00 GMT', 0",
        "soon,",
        "-5,",
        "99999999999999999999,"
    })
    void retryAfterIsRead(String header, Long seconds) {
        // Given
        try (FakeWebhook webhook = FakeWebhook.start().answers(429, Map.of("Retry-After", header))) {

            // When
            DeliveryResult result = client(LONG).post(message(webhook.uri()));

            // Then
            assertThat(result.retryAfter())
                    .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        }
    }

    @Test
    void receiverThatHangsIsGivenUp() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start(
                (connection, out) -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()))) {

            // When
            DeliveryResult result = client(SHORT).post(message(server.uri()));

            // Then
            assertThat(result.failure()).contains(DeliveryFailure.TIMEOUT);
            assertThat(result.detail()).isEqualTo("no whole answer within 2000 ms");
        }
    }

    @Test
    void answerThatNeverEndsIsGivenUp() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.start((connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n".getBytes());
            while (true) {
                out.write(new byte[65_536]);
            }
        })) {

            // When
            DeliveryResult result = client(SHORT).post(message(server.uri()));

            // Then
            assertThat(result.failure()).contains(DeliveryFailure.TIMEOUT);
        }
    }

    @Test
    void connectionThatEndsEarly() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.sending("HTTP/1.1 200 O")) {

            // When
            DeliveryResult result = client(LONG).post(message(server.uri()));

            // Then
            assertThat(result.failure()).contains(DeliveryFailure.CONNECTION_LOST);
        }
    }

    @Test
    void nobodyListens() throws IOException {
        // Given
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        // When
        DeliveryResult result = client(LONG).post(message("http://127.0.0.1:" + port + "/t0ken"));

        // Then
        assertThat(result.failure()).contains(DeliveryFailure.CONNECT);
        assertThat(result.detail()).doesNotContain("t0ken");
    }

    @Test
    void hostNameThatDoesNotResolve() {
        // When
        DeliveryResult result = client(LONG).post(message("http://nobody.invalid/t0ken"));

        // Then
        assertThat(result.failure()).contains(DeliveryFailure.DNS);
    }

    @Test
    void certificateOfAnUnknownCa() throws IOException {
        // Given
        try (MisbehavingServer server = MisbehavingServer.startWithTls(
                TestCertificates.get().valid(),
                (connection, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes()))) {

            // When
            DeliveryResult result = client(LONG).post(message(server.uri()));

            // Then
            assertThat(result.failure()).contains(DeliveryFailure.TLS);
            assertThat(result.refused()).isFalse();
            assertThat(result.detail()).isEqualTo("the certificate is of a CA that this machine does not trust");
        }
    }

    private HttpDeliveryClient client(Duration deadline) {
        return new HttpDeliveryClient(clock, threads, "1.2.3", deadline);
    }

    private static Message message(String uri) {
        return new Message(URI.create(uri), "application/json", Map.of(), "{}");
    }
}
