package io.keyvigil.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged program as a process that has one core and {@value #HEAP} of heap. */
record Program(ChildProcess child, Path directory, long begunNanos) implements AutoCloseable {

    static final String HEAP = "256m";

    /** The serial collector otherwise leaves some dead objects in place, which would count as live. */
    private static final String COMPACT = "-XX:MarkSweepAlwaysCompactCount=1";

    static final Path TASKSET = Path.of("/usr/bin/taskset");

    static Program start(Path watchList, Path directory) throws IOException {
        int port = ChildProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment()
                .put("KEYVIGIL_WATCHLIST", watchList.toAbsolutePath().toString());
        builder.environment()
                .put(
                        "KEYVIGIL_DATA_DIR",
                        directory.resolve("data").toAbsolutePath().toString());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        long begunNanos = System.nanoTime();
        return new Program(ChildProcess.start(builder, port, directory.resolve("keyvigil.log")), directory, begunNanos);
    }

    /** Pinned to the last core where the platform can; else the JVM is told that there is but one. */
    private static List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(TASKSET)) {
            int lastCore = Runtime.getRuntime().availableProcessors() - 1;
            command.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(lastCore)));
        }
        command.addAll(
                List.of(ChildProcess.tool("java").toString(), "-XX:ActiveProcessorCount=1", "-Xmx" + HEAP, COMPACT));
        Stream.of(System.getProperty("bench.jvm-options", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(command::add);
        command.addAll(List.of(
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        return command;
    }

    /** Until every tenant has been tried once. */
    Duration awaitReady() throws InterruptedException {
        child.await("/health/ready", 200);
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    Scrape scrape() throws IOException, InterruptedException {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        byte[] page = child.get("/metrics");
        return new Scrape(at, Duration.ofNanos(System.nanoTime() - begun), page);
    }

    /** User and system time since the start. */
    Duration processorTime() {
        return child.process().info().totalCpuDuration().orElseThrow();
    }

    /** Zero where the platform has no {@code /proc}. */
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(child.process().pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** What is reachable after a full collection; the histogram by class stays beside the log. */
    long liveHeapBytes() throws IOException, InterruptedException {
        Path histogram = directory.resolve("histogram.txt");
        new ProcessBuilder(
                        ChildProcess.tool("jcmd").toString(),
                        Long.toString(child.process().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(histogram.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(histogram, StandardCharsets.UTF_8);
        String total = lines.get(lines.size() - 1).strip();
        return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() {
        child.close();
    }
}
