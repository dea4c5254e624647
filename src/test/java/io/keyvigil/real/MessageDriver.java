package io.keyvigil.real;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of another language that makes its libraries print their messages, installed as {@code versions.properties} says. */
final class MessageDriver {

    private static final Path SOURCES = Path.of("src", "test", "drivers");
    private static final long PATIENCE_SECONDS = 120;

    private final String language;
    private final Path directory;

    private MessageDriver(String language, Path directory) {
        this.language = language;
        this.directory = directory;
    }

    /** The names of the sets of libraries, such as {@code python.older}. */
    static Properties versions() throws IOException {
        Properties versions = new Properties();
        try (var reader = Files.newBufferedReader(SOURCES.resolve("versions.properties"))) {
            versions.load(reader);
        }
        return versions;
    }

    static boolean canRun(String set) throws IOException, InterruptedException {
        return switch (language(set)) {
            case "python" -> isInstalled("python3") && makesEnvironments();
            case "node" -> NodeModules.canBeHad();
            default -> isInstalled("go");
        };
    }

    /** Debian packages the module for environments by itself. */
    private static boolean makesEnvironments() throws IOException, InterruptedException {
        return new ProcessBuilder("python3", "-c", "import ensurepip, venv")
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String language(String set) {
        return set.substring(0, set.indexOf('.'));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    static MessageDriver installed(String set, String versions, Path directory)
            throws IOException, InterruptedException {
        MessageDriver driver = new MessageDriver(language(set), directory);
        for (List<String> step : driver.installation(List.of(versions.split("\\s+")))) {
            driver.run(step);
        }
        return driver;
    }

    private List<List<String>> installation(List<String> versions) throws IOException {
        return switch (language) {
            case "python" -> {
                Files.copy(SOURCES.resolve("python/printed.py"), directory.resolve("printed.py"));
                yield List.of(
                        List.of("python3", "-m", "venv", "environment"),
                        with(List.of("environment/bin/python", "-m", "pip", "install", "--quiet"), versions));
            }
            case "node" -> {
                Files.copy(SOURCES.resolve("node/printed.mjs"), directory.resolve("printed.mjs"));
                Files.writeString(directory.resolve("package.json"), "{\"private\":true}");
                yield List.of(with(
                        List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"),
                        versions));
            }
            default -> {
                Files.copy(SOURCES.resolve("go/main.go"), directory.resolve("main.go"));
                yield List.of(
                        List.of("go", "mod", "init", "printed"),
                        with(List.of("go", "get"), versions),
                        List.of("go", "mod", "tidy"),
                        List.of("go", "build", "-o", "printed", "."));
            }
        };
    }

    private static List<String> with(List<String> command, List<String> more) {
        return Stream.concat(command.stream(), more.stream()).toList();
    }

    /** What it prints: a line of JSON for each rejection. */
    List<String> lines(Path situations) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                switch (language) {
                    case "python" -> List.of("environment/bin/python", "-W", "ignore", "printed.py");
                    case "node" -> List.of("node", "printed.mjs");
                    default -> List.of("./printed");
                });
        command.addAll(
                List.of(situations.toAbsolutePath().toString(), PrintedSituations.AUDIENCE, PrintedSituations.ISSUER));
        return Arrays.stream(run(command).split("\n"))
                .filter(line -> line.startsWith("{"))
                .toList();
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = directory.resolve("errors.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(Redirect.appendTo(errors.toFile()))
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed:\n" + Files.readString(errors));
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
