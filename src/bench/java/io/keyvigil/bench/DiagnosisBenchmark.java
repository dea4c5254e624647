package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a diagnosis costs, beside what two libraries take to validate the same token, and how many the packaged program
 * answers a second. Prints Markdown; judges nothing.
 *
 * <p>System properties, in seconds for each kind of answer over HTTP: {@code bench.warm-up}, {@code bench.seconds} (what is
 * measured).
 */
final class DiagnosisBenchmark {

    private DiagnosisBenchmark() {}

    public static void main(String... arguments) throws RunnerException, IOException, InterruptedException {
        DiagnosisReport report = new DiagnosisReport();
        report.validations(new Runner(options()).run());
        Path directory = Files.createTempDirectory(Path.of("target"), "bench-");
        report.answers(answers(directory));
        System.out.println(report);
    }

    private static List<LoadFigures> answers(Path directory) throws IOException, InterruptedException {
        List<String> faces = List.of("application/json", "text/plain");
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("bench.warm-up", 60));
        Duration measured = Duration.ofSeconds(Integer.getInteger("bench.seconds", 20));
        List<LoadFigures> figures = new ArrayList<>();
        Program.keepOffItsCore();
        try (DiagnosingProgram program = DiagnosingProgram.start(directory)) {
            for (String face : faces) {
                program.measure(face, warmUp);
            }
            for (String face : faces) {
                figures.add(program.measure(face, measured));
            }
        }
        return figures;
    }

    /** Times are sampled, so that the median tells what the machine takes while nothing else keeps it busy. */
    private static Options options() {
        return new OptionsBuilder()
                .include("io\\.keyvigil\\.bench\\.(Validation|Diagnoser)Benchmark.*")
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xmx512m")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }
}
