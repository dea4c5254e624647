package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What trouble of one part costs the others: names, providers, the database, and twenty minutes of load.
 *
 * <p>System properties: {@code bench.isolation.parts} (those of {@code names,hanging,paused,soak} to measure),
 * {@code bench.soak.minutes}, {@code bench.java25.home} (a JDK 25 for the program).
 */
final class IsolationBenchmark {

    private IsolationBenchmark() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(Program.JAR)) {
            throw new IllegalStateException(Program.JAR + " is missing: mvn -Pbench verify builds it first");
        }
        List<String> parts = List.of(System.getProperty("bench.isolation.parts", "names,hanging,paused,soak")
                .split(","));
        Path directory = Files.createTempDirectory(Path.of("target"), "bench-");
        JavaHome java = JavaHome.twentyFive().orElseGet(JavaHome::own);
        GoalTable table = new GoalTable("before");
        if (parts.contains("names")) {
            new NamesGoal(table, java, directory).measure();
        }
        if (parts.contains("hanging")) {
            new HangingGoal(table, java, directory).measure();
        }
        if (parts.contains("paused")) {
            new PausedStoreGoal(table, java, directory).measure();
        }
        if (parts.contains("soak")) {
            new SoakGoal(table, java, directory).measure();
        }
        System.out.println(table.print(java));
    }
}
