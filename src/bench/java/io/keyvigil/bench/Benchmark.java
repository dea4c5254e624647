package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the packaged program with some, with many and with very many tenants and prints what it takes as a Markdown table.
 *
 * <p>System properties: {@code bench.tenants} (numbers of tenants, parted by commas; the first, few, is what heap is
 * compared with), {@code bench.warm-up} and {@code bench.measured} (seconds), {@code bench.jvm-options} (of the program,
 * parted by blanks), {@code bench.validators} ({@code false}: the stub answers 200 always, as providers without
 * {@code ETag} do).
 */
final class Benchmark {

    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** The first run shows what the program takes by itself; its polls are too few to measure. */
    private static final Duration BASE_WARM_UP = Duration.ofSeconds(5);

    private static final Duration BASE_MEASURED = Duration.ofSeconds(10);

    private Benchmark() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(PROGRAM)) {
            throw new IllegalStateException(PROGRAM + " is missing: mvn -Pbench verify builds it first");
        }
        Path directory = Files.createTempDirectory(Path.of("target"), "bench-");
        List<Integer> sizes = Stream.of(
                        System.getProperty("bench.tenants", "10,1000,10000").split(","))
                .map(Integer::valueOf)
                .toList();
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("bench.warm-up", 60));
        Duration measured = Duration.ofSeconds(Integer.getInteger("bench.measured", 75));
        List<Figures> figures = new ArrayList<>();
        try (StubProcess stub = StubProcess.start(directory)) {
            for (int tenants : sizes) {
                boolean isBase = figures.isEmpty();
                Run run = new Run(
                        tenants,
                        stub.issuers(),
                        Files.createDirectory(directory.resolve("tenants-" + tenants)),
                        isBase ? BASE_WARM_UP : warmUp,
                        isBase ? BASE_MEASURED : measured);
                figures.add(run.figures());
                System.err.println("bench: done with " + tenants + " tenants");
            }
        }
        System.out.println(Report.of(figures));
    }
}
