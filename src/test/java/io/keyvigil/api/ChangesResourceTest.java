package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.WatchedProviders;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class ChangesResourceTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** So that the system's buffers do not hide a reader that does not read. */
    private static final int SMALL_WINDOW = 4_096;

    private WatchedProviders providers;

    @Inject
    KeyWatch watch;

    @Inject
    ChangeFeed feed;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(LONGEST).until(watch::everyTenantTried);
    }

    @AfterEach
    void everyReaderIsLetGo() {
        await().atMost(LONGEST).until(() -> {
            feed.beat();
            return feed.readers() == 0;
        });
    }

    @Test
    void rotationIsTold() throws IOException {
        try (Socket socket = listening();
                BufferedReader lines = lines(socket)) {
            // Given
            awaitLine(lines, ":beat");
            String kid = providers.beta().rotate().kid();

            // When
            watch.poll(watch.find(new TenantId("beta")).orElseThrow());

            // Then
            awaitLine(lines, "event:event");
            assertThat(lines.readLine()).startsWith("data:{").contains(kid);
            providers.beta().withdraw(kid);
        }
    }

    @Test
    void readerThatDoesNotReadIsDropped() throws IOException {
        try (Socket socket = listening()) {
            // Given
            await().atMost(LONGEST).until(() -> feed.readers() == 1);
            ActiveRisk risk = risk("x".repeat(100_000));

            // When
            for (int sent = 0; sent < 1_000; sent++) {
                feed.fired(risk);
            }

            // Then
            await().atMost(LONGEST).until(() -> {
                feed.beat();
                return feed.readers() == 0;
            });
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void tooManyReadersAreTold() throws IOException {
        // Given
        Socket[] sockets = new Socket[ChangeFeed.MOST_READERS];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = listening("127.0.0." + (1 + i / ChangeFeed.MOST_OF_ONE));
        }
        await().atMost(LONGEST).until(() -> feed.readers() == sockets.length);

        // Then
        given().accept("text/event-stream")
                .get("/api/v1/changes")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:keyvigil:problem:unavailable"));
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void oneAddressDoesNotTakeThePlacesOfOthers() throws IOException {
        // Given
        Socket[] sockets = new Socket[ChangeFeed.MOST_OF_ONE];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = listening("127.0.0.9");
        }
        await().atMost(LONGEST).until(() -> feed.readers() == sockets.length);

        // When
        try (Socket refused = listening("127.0.0.9");
                Socket other = listening("127.0.0.10")) {

            // Then
            assertThat(lines(refused).readLine()).contains("503");
            assertThat(lines(other).readLine()).contains("200");
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static ActiveRisk risk(String summary) {
        return new ActiveRisk(
                Risk.BLIND,
                Severity.CRITICAL,
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-22T12:00:00Z"),
                Optional.empty(),
                summary,
                Map.of());
    }

    private static Socket listening() throws IOException {
        return listening("127.0.0.1");
    }

    private static Socket listening(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getByName("localhost"), RestAssured.port));
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream()
                .write("GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
        String line = lines.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).as("the stream goes on").isNotNull();
            line = lines.readLine();
        }
    }
}
