package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>System property {@code bench.seconds}: how long each answer over HTTP is measured, after half as long of warm-up.
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
        int seconds = Integer.getInteger("bench.seconds", 20);
        List<LoadFigures> figures = new ArrayList<>();
        try (DiagnosingProgram program = DiagnosingProgram.start(directory)) {
            for (String face : List.of("application/json", "text/plain")) {
                figures.add(program.measure(face, seconds / 2, seconds));
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
                .forks(2)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xmx512m")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }
}
