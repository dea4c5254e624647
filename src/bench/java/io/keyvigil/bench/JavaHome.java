package io.keyvigil.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Java that the program is run on, with the options that the README gives for it: the JDK 25 of {@code
 * bench.java25.home} where that is set, else the one that runs the benchmark.
 *
 * @param options those of the container file, as far as this Java has them
 */
record JavaHome(Path directory, String version, List<String> options) {

    /** The container file's; the AOT cache is made with the first two. */
    static final List<String> CACHED_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xss512k",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:-UsePerfData");

    /** What the sidecar's manifest adds. */
    static final List<String> SIDECAR_OPTIONS = List.of(
            "-Xmx32m",
            "-Xmn6m",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=5",
            "-XX:TrimNativeHeapInterval=10000");

    static Optional<JavaHome> twentyFive() {
        String home = System.getProperty("bench.java25.home", "");
        if (home.isBlank() || !Files.isExecutable(Path.of(home, "bin", "java"))) {
            return Optional.empty();
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-XX:+UseCompactObjectHeaders");
        return Optional.of(new JavaHome(Path.of(home), "25", List.copyOf(options)));
    }

    static JavaHome own() {
        return new JavaHome(Path.of(System.getProperty("java.home")), System.getProperty("java.version"), OPTIONS);
    }

    /** The program's command line, on one core. */
    List<String> command(String... more) {
        List<String> command = new ArrayList<>(Program.onTheLastCore());
        command.addAll(anywhere(more));
        return command;
    }

    /** The program's command line, on the cores that the one has who starts it. */
    List<String> anywhere(String... more) {
        List<String> command = new ArrayList<>();
        command.add(directory.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", Program.JAR.toString()));
        return command;
    }
}
