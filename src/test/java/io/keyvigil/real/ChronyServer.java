package io.keyvigil.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's {@code chronyd} on loopback, serving its own clock, which may be shifted. Controls no clock of the machine. */
final class ChronyServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/chronyd");

    private final Process process;
    private final int port;

    private ChronyServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** @param ahead how far its clock is ahead of this machine's */
    static ChronyServer start(Path directory, Duration ahead) throws IOException {
        int port = freePort();
        Path settings = Files.writeString(
                directory.resolve("chrony-" + port + ".conf"),
                """
                port %d
                cmdport 0
                bindaddress 127.0.0.1
                allow 127.0.0.1
                local stratum 5
                pidfile %s
                """
                        .formatted(port, directory.resolve("chrony-" + port + ".pid")));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                PROGRAM.toString(),
                "-x",
                "-d",
                "-U",
                "-u",
                System.getProperty("user.name"),
                "-f",
                settings.toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("chrony-" + port + ".log").toFile());
        if (!ahead.isZero()) {
            builder.environment().putAll(FakeTime.shifted(ahead));
        }
        return new ChronyServer(builder.start(), port);
    }

    String name() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }
}
