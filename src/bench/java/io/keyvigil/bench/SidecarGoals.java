package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.NO_RIVAL;
import static io.keyvigil.bench.GoalTable.mebibytes;
import static io.keyvigil.bench.GoalTable.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program beside one application: five tenants, the sidecar's options, with and without the AOT cache, or native. */
record SidecarGoals(GoalTable table, StubProcess stub, Path directory) {

    private static final int TENANTS = 5;
    private static final int STARTS = 7;
    private static final int IDLE_SECONDS = 60;
    private static final String NO_GOAL = "–";
    private static final String JVM_START = "1.5 s";
    private static final String JVM_MEMORY = "140 MiB";
    private static final String NATIVE_START = "0.2 s";
    private static final String NATIVE_MEMORY = "64 MiB";

    void measure(Optional<Blackbox> rival) throws IOException, InterruptedException {
        String[] sidecar = JavaHome.SIDECAR_OPTIONS.toArray(String[]::new);
        Optional<JavaHome> newest = JavaHome.twentyFive();
        if (newest.isEmpty()) {
            memory(
                    "this Java, without an AOT cache",
                    JavaHome.own().command("-Xmx32m", "-XX:TieredStopAtLevel=1"),
                    rival,
                    JVM_MEMORY);
            table.row(
                    "start to first complete poll of 5 tenants",
                    NO_RIVAL,
                    "skipped: no -Dbench.java25.home",
                    JVM_START);
            return;
        }
        Path cache = directory.resolve("app.aot").toAbsolutePath();
        train(newest.get(), cache);
        List<String> options = new ArrayList<>(List.of(sidecar));
        options.add("-XX:AOTCache=" + cache);
        starts(newest.get().anywhere("-XX:AOTCache=" + cache), "AOT cache, the image's options", JVM_START);
        starts(newest.get().anywhere(options.toArray(String[]::new)), "AOT cache, the sidecar's options", JVM_START);
        memory("the sidecar's options", newest.get().command(options.toArray(String[]::new)), rival, JVM_MEMORY);
    }

    /** @param executable made with GraalVM */
    void measure(Path executable, Optional<Blackbox> rival) throws IOException, InterruptedException {
        starts(List.of(executable.toAbsolutePath().toString()), "native", NATIVE_START);
        List<String> command = new ArrayList<>(Program.onTheLastCore());
        command.add(executable.toAbsolutePath().toString());
        memory("native", command, rival, NO_GOAL);
        command.addAll(List.of("-Xmx32m", "-XX:MaxHeapFree=1m"));
        memory("native, `-Xmx32m -XX:MaxHeapFree=1m`", command, rival, NATIVE_MEMORY);
    }

    private void train(JavaHome java, Path cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                Path.of("src", "main", "docker", "train.sh").toAbsolutePath().toString(),
                Program.JAR.toAbsolutePath().getParent().toString(),
                cache.toString()));
        command.addAll(JavaHome.CACHED_OPTIONS);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("train.log").toFile());
        String path = java.directory().resolve("bin") + ":" + System.getenv("PATH");
        builder.environment().put("PATH", path);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(ChildProcess.freePort()));
        builder.environment()
                .put(
                        "KEYVIGIL_DATA_DIR",
                        directory.resolve("trained").toAbsolutePath().toString());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("no AOT cache was made; see " + directory.resolve("train.log"));
        }
    }

    private void starts(List<String> program, String how, String goal) throws IOException, InterruptedException {
        starts(Program.onAllCores(), program, how + ", all cores", goal);
        starts(Program.onTheLastCore(), program, how + ", one core", NO_GOAL);
    }

    private void starts(List<String> cores, List<String> named, String how, String goal)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(cores);
        command.addAll(named);
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Program program = start(command)) {
                seconds.add(program.awaitReady().toMillis() / 1e3);
                processor.add(program.processorTime().toMillis() / 1e3);
            }
        }
        table.row(
                "start to first complete poll of 5 tenants, " + how,
                NO_RIVAL,
                text("%.2f s (processor %.2f s)", Median.of(seconds), Median.of(processor)),
                goal);
    }

    private void memory(String how, List<String> command, Optional<Blackbox> rival, String goal)
            throws IOException, InterruptedException {
        try (Program program = start(command)) {
            program.awaitReady();
            for (int second = 0; second < IDLE_SECONDS; second += 15) {
                program.scrape();
                TimeUnit.SECONDS.sleep(15);
            }
            table.row(
                    "resident memory, 5 tenants, idle, " + how,
                    rival.map(Blackbox::child)
                            .map(ChildProcess::residentBytes)
                            .map(GoalTable::mebibytes)
                            .orElse("not installed"),
                    mebibytes(program.residentBytes()),
                    goal);
        }
    }

    private Program start(List<String> command) throws IOException {
        Path place = Files.createTempDirectory(directory, "sidecar-");
        return Program.start(new WatchedUrls(stub.issuers(), TENANTS, 60).write(place), place, command);
    }
}
