package io.keyvigil.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kustomize itself, of its own or inside kubectl, where one of them is installed and knows components. */
final class Kustomize {

    private final List<String> build;

    private Kustomize(List<String> build) {
        this.build = build;
    }

    static Optional<Kustomize> find() {
        return Stream.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))
                .filter(Kustomize::works)
                .map(Kustomize::new)
                .findFirst();
    }

    /** What that directory makes, as YAML. */
    String build(Path directory) {
        Run run = run(
                Stream.concat(build.stream(), Stream.of(directory.toString())).toList());
        if (run.status() != 0) {
            throw new AssertionError(directory + ": " + run.output());
        }
        return run.output();
    }

    /** The kustomize of kubectl before 1.21 knows neither this option nor components. */
    private static boolean works(List<String> build) {
        try {
            Run run = run(Stream.concat(build.stream(), Stream.of("--help")).toList());
            return run.status() == 0 && run.output().contains("--enable-helm");
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    private record Run(int status, String output) {}

    private static Run run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
