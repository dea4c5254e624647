package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of the stream leave, with and without an orderly end, while events are on their way to them. */
class LeavingReadersIT {

    private static final int TENANTS = 40;
    private static final int ROUNDS = 4;
    private static final int READERS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void readersThatLeaveWriteNoStackTrace() throws Exception {
        // Given
        try (FakeProvider provider = FakeProvider.start();
                KeyvigilProcess keyvigil = watching(provider).serve()) {

            // When
            for (int round = 0; round < ROUNDS; round++) {
                List<Socket> readers = new ArrayList<>();
                for (int reader = 0; reader < READERS; reader++) {
                    readers.add(reading(keyvigil, reader));
                }
                provider.rotate();
                for (Socket reader : readers) {
                    readSomeAndLeave(reader);
                }
            }

            // Then
            await().atMost(LONGEST).until(() -> keyvigil.isReady());
            assertThat(keyvigil.log()).doesNotContain("\tat ", "Exception");
        }
    }

    private Program watching(FakeProvider provider) throws IOException {
        String tenants = IntStream.range(0, TENANTS)
                .mapToObj(number -> "  t%d: {issuer: '%s', poll-every: 1s, headers: {X-Tenant: '%d'}}\n"
                        .formatted(number, provider.issuer(), number))
                .collect(Collectors.joining("", "tenants:\n", ""));
        return Program.in(directory.resolve("data"))
                .watching(Files.writeString(directory.resolve("watchlist.yaml"), tenants));
    }

    /** Each has an address of its own, because one address may not have many streams; half of them leave without an orderly end. */
    private static Socket reading(KeyvigilProcess keyvigil, int reader) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0." + (2 + reader), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", keyvigil.port()));
        socket.setSoLinger(reader % 2 == 0, 0);
        socket.getOutputStream()
                .write("GET /api/v1/changes HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads more than the head, so the first events are there and others are on their way. */
    private static void readSomeAndLeave(Socket socket) throws IOException {
        try (socket) {
            byte[] buffer = new byte[256];
            for (int octets = 0; octets < 600; ) {
                int read = socket.getInputStream().read(buffer);
                assertThat(read).as("the stream goes on").isPositive();
                octets += read;
            }
        }
    }
}
