package io.keyvigil.real;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of a Debian package, found on the path. */
record DebianTool(String name) {

    private static final Duration LONGEST_RUN = Duration.ofSeconds(120);

    boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** Runs it to its end. */
    ProgramRun run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve(name + ".txt");
        long began = System.nanoTime();
        Process process = start(output, arguments);
        try {
            boolean ended = process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
            String printed = Files.readString(output);
            if (!ended) {
                throw new AssertionError(name + " still runs after " + LONGEST_RUN + ":\n" + printed);
            }
            return new ProgramRun(process.exitValue(), printed, Duration.ofNanos(System.nanoTime() - began));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts it and waits for nothing. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }
}
