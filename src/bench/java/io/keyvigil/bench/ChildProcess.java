package io.keyvigil.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of this benchmark that answers HTTP on loopback. It ends with the benchmark, however that ends. */
final class ChildProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(15);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Thread atExit;
    private final int port;

    private ChildProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ChildProcess start(ProcessBuilder command, int port, Path log) throws IOException {
        return new ChildProcess(
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
    }

    /** A port of loopback that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    /** User and system time since the start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory now, in octets; zero where the platform has no {@code /proc}. */
    long residentBytes() {
        return memory("VmRSS:");
    }

    /** The most resident memory that it ever had, in octets; zero where the platform has no {@code /proc}. */
    long mostResidentBytes() {
        return memory("VmHWM:");
    }

    private long memory(String line) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(read -> read.startsWith(line))
                    .mapToLong(read -> Long.parseLong(read.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    long threads() throws IOException {
        return entries("task");
    }

    long openFiles() throws IOException {
        return entries("fd");
    }

    private long entries(String directory) throws IOException {
        Path listed = Path.of("/proc", Long.toString(process.pid()), directory);
        if (!Files.exists(listed)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(listed)) {
            return entries.count();
        }
    }

    /** Waits until that path is answered with that status. */
    void await(String path, int status) throws InterruptedException {
        long begunNanos = System.nanoTime();
        while (!answers(path, status)) {
            if (!process.isAlive() || System.nanoTime() - begunNanos > LONGEST_START.toNanos()) {
                throw new IllegalStateException(
                        "no answer " + status + " to " + path + "; see the logs in target/bench-*");
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        }
    }

    byte[] get(String path) throws IOException, InterruptedException {
        return http.send(request(path), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private boolean answers(String path, int status) throws InterruptedException {
        try {
            return http.send(request(path), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == status;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(stillAlive -> process.destroyForcibly())
                .join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
