package io.keyvigil.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged program as a process that has one core and {@value #HEAP} of heap. */
record Program(ChildProcess child, Path directory, long begunNanos) implements AutoCloseable {

    static final String HEAP = "256m";

    /** The serial collector otherwise leaves some dead objects in place, which would count as live. */
    static final String COMPACT = "-XX:MarkSweepAlwaysCompactCount=1";

    static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** Counted before this process leaves one of them to the program: then it sees one less. */
    static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    static Program start(Path watchList, Path directory) throws IOException {
        return start(watchList, directory, command("-Xmx" + HEAP));
    }

    /** @param command without the arguments of the program */
    static Program start(Path watchList, Path directory, List<String> command) throws IOException {
        int port = ChildProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("KEYVIGIL_WATCHLIST", watchList.toAbsolutePath().toString());
        environment.put(
                "KEYVIGIL_DATA_DIR", directory.resolve("data").toAbsolutePath().toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("MALLOC_ARENA_MAX", "2");
        long begunNanos = System.nanoTime();
        return new Program(ChildProcess.start(builder, port, directory.resolve("keyvigil.log")), directory, begunNanos);
    }

    /** On one core, by this JVM's kind; with the options of {@code bench.jvm-options} beside these. */
    static List<String> command(String... options) {
        List<String> command = new ArrayList<>(onTheLastCore());
        command.addAll(List.of(ChildProcess.tool("java").toString(), "-XX:ActiveProcessorCount=1", COMPACT));
        command.addAll(List.of(options));
        Stream.of(System.getProperty("bench.jvm-options", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(command::add);
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    /** Where the platform can; elsewhere the JVM is merely told that there is but one. */
    static List<String> onTheLastCore() {
        return on(Integer.toString(PROCESSORS - 1));
    }

    /** Those that this process keeps to included. */
    static List<String> onAllCores() {
        return on("0-" + (PROCESSORS - 1));
    }

    private static List<String> on(String cores) {
        return Files.isExecutable(TASKSET) ? List.of(TASKSET.toString(), "-c", cores) : List.of();
    }

    /** Has this process, and those that it starts without a core of their own, leave the last core to the program. */
    static void keepOffItsCore() throws IOException, InterruptedException {
        int others = PROCESSORS - 1;
        if (others > 0 && Files.isExecutable(TASKSET)) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder(TASKSET.toString(), "-a", "-c", "-p", "0-" + (others - 1), pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
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

    Duration processorTime() {
        return child.processorTime();
    }

    long residentBytes() {
        return child.residentBytes();
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
