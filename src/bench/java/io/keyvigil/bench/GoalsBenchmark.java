package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The figures to reach, measured beside the rival in the same run, printed as one table.
 *
 * <p>System properties: {@code bench.parts} (those of {@code polls,many,heap,sidecar} to measure, or {@code native}), {@code
 * bench.seconds} (a round; polls take several), {@code bench.polls.warm-up} (seconds before the first of them), {@code
 * bench.many.tenants} and {@code bench.many.rounds} (the watch of a whole platform; a round is a minute, ten are two
 * intervals), {@code bench.java25.home} (a JDK 25; the AOT cache needs one), {@code keyvigil.executable} (for {@code native}).
 */
final class GoalsBenchmark {

    private GoalsBenchmark() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(Program.JAR)) {
            throw new IllegalStateException(Program.JAR + " is missing: mvn -Pbench verify builds it first");
        }
        List<String> parts = List.of(
                System.getProperty("bench.parts", "polls,many,heap,sidecar").split(","));
        Path directory = Files.createTempDirectory(Path.of("target"), "bench-");
        JavaHome java = JavaHome.twentyFive().orElseGet(JavaHome::own);
        GoalTable table = new GoalTable("rival");
        Program.keepOffItsCore();
        try (StubProcess stub = StubProcess.start(directory);
                Rival rival = Rival.start(directory)) {
            PollGoals polls = new PollGoals(table, java, stub, directory);
            if (parts.contains("polls")) {
                polls.few();
                polls.beside(rival.blackbox());
            }
            if (parts.contains("many")) {
                polls.many();
            }
            if (parts.contains("heap")) {
                new HeapGoal(table, java, stub, directory).measure();
            }
            if (parts.contains("sidecar")) {
                new SidecarGoals(table, stub, directory).measure(rival.blackbox());
            }
            if (parts.contains("native")) {
                new SidecarGoals(table, stub, directory).measure(executable(), rival.blackbox());
            }
        }
        System.out.println(table.print(java));
    }

    private static Path executable() {
        Path named = Path.of(System.getProperty("keyvigil.executable", ""));
        if (!Files.isExecutable(named) || Files.isDirectory(named)) {
            throw new IllegalStateException(
                    "the part native needs -Dkeyvigil.executable=PATH; mvn package -Dnative makes one");
        }
        return named;
    }

    /** The blackbox exporter where it is installed. */
    private record Rival(Optional<Blackbox> blackbox) implements AutoCloseable {
        static Rival start(Path directory) throws IOException, InterruptedException {
            return new Rival(Blackbox.installed() ? Optional.of(Blackbox.start(directory)) : Optional.empty());
        }

        @Override
        public void close() {
            blackbox.ifPresent(Blackbox::close);
        }
    }
}
