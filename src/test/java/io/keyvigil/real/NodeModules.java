package io.keyvigil.real;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The validators of npm, installed as the lock file has them. */
final class NodeModules {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "validator.mjs");
    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;

    private NodeModules(Path directory) {
        this.directory = directory;
    }

    /** Whether there is npm, and a node that its packages run on. */
    static boolean canBeHad() throws IOException, InterruptedException {
        return isInstalled("npm") && isInstalled("node") && supportsModules();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** jwks-rsa is CommonJS and requires an ECMAScript module. */
    private static boolean supportsModules() throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "--print", "process.features.require_module")
                .redirectError(Redirect.DISCARD)
                .start();
        String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return node.waitFor() == 0 && answer.strip().equals("true");
    }

    static NodeModules installed(Path directory) throws IOException, InterruptedException {
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), directory.resolve(file));
        }
        Path log = directory.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            npm.destroyForcibly();
        }
        if (!ended || npm.exitValue() != 0) {
            throw new IllegalStateException("npm ci failed:\n" + Files.readString(log));
        }
        return new NodeModules(directory);
    }

    RealValidator validator(String which, String jwksUri) throws IOException {
        return new NodeValidator(new ProcessBuilder(
                        "node",
                        "validator.mjs",
                        which,
                        jwksUri,
                        Long.toString(ValidatorKind.LIFE.toMillis()),
                        Long.toString(ValidatorKind.COOLDOWN.toMillis()))
                .directory(directory.toFile())
                .redirectError(Redirect.appendTo(directory.resolve("errors.log").toFile()))
                .start());
    }
}
