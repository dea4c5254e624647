package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's Alertmanager on loopback. It hands each alert on at once, by itself; nothing is inhibited. */
final class AlertmanagerServer implements AutoCloseable {

    static final DebianTool TOOL = new DebianTool("prometheus-alertmanager");

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private AlertmanagerServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with this receiver, and waits until it listens. */
    static AlertmanagerServer start(Path directory, AlertInbox receiver) throws IOException {
        Path configuration = Files.writeString(
                directory.resolve("alertmanager.yml"),
                """
                route:
                  receiver: inbox
                  group_by: ["..."]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: inbox
                    webhook_configs: [{url: "%s", send_resolved: true}]
                """
                        .formatted(receiver.address()));
        int port = Program.freePort();
        Path log = directory.resolve("alertmanager.log");
        Process process = TOOL.start(
                log,
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        AlertmanagerServer server = new AlertmanagerServer(process, port);
        await("Alertmanager").atMost(LONGEST).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return server.listens();
        });
        return server;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
