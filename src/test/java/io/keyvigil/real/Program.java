package io.keyvigil.real;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, be it the jar or the executable that {@code keyvigil.executable} names, and the environment that it is started in. Nothing of the test's own environment reaches it whose
 * name would be a setting.
 *
 * @param launcher a command that runs the rest of its arguments as a command; empty if there is none
 * @param environment the variables that are set beside the inherited ones
 */
record Program(List<String> launcher, Map<String, String> environment) {

    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    Program {
        launcher = List.copyOf(launcher);
        environment = Map.copyOf(environment);
    }

    Program(Map<String, String> environment) {
        this(List.of(), environment);
    }

    /** With a data directory, on a free port. */
    static Program in(Path dataDirectory) {
        return new Program(Map.of(
                "KEYVIGIL_DATA_DIR", dataDirectory.toString(), "QUARKUS_HTTP_PORT", Integer.toString(freePort())));
    }

    /** The same with this variable. */
    Program with(String name, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new Program(launcher, more);
    }

    /** The same, started by this command. */
    Program startedBy(List<String> command) {
        return new Program(command, environment);
    }

    Program watching(Path watchList) {
        return with("KEYVIGIL_WATCHLIST", watchList);
    }

    int port() {
        return Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"));
    }

    /** Starts it and waits until it is ready. */
    KeyvigilProcess serve() {
        KeyvigilProcess process = launch();
        try {
            return process.awaitReady();
        } catch (RuntimeException | Error unready) {
            process.close();
            throw unready;
        }
    }

    /** Starts it and waits for nothing. */
    KeyvigilProcess launch(String... arguments) {
        Path log = temporary();
        return new KeyvigilProcess(start(log, arguments), port(), log);
    }

    /** Runs it to its end. */
    ProgramRun run(String... arguments) {
        Path out = temporary();
        long began = System.nanoTime();
        Process process = start(out, arguments);
        try {
            boolean ended = process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            String output = Files.readString(out);
            if (!ended) {
                throw new AssertionError("still running after " + LONGEST_RUN + ":\n" + output);
            }
            return new ProgramRun(process.exitValue(), output, took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path output, String... arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(executable());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(output.getParent().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYVIGIL_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).redirectInput(new File("/dev/null"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that {@code keyvigil.executable} names, else the jar on this Java. */
    private static List<String> executable() {
        String named = System.getProperty("keyvigil.executable", "");
        if (named.isBlank()) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(java, "-jar", jar().toString());
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new IllegalStateException(named + " is not there or not executable; mvn package -Dnative makes it");
        }
        return List.of(Path.of(named).toAbsolutePath().toString());
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("keyvigil.program", "target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there; mvn package makes it");
        }
        return jar;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("keyvigil-real");
            directory.toFile().deleteOnExit();
            Path file = Files.createFile(directory.resolve("output.txt"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
