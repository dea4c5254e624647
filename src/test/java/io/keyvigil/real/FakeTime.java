package io.keyvigil.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables that give a process another wall clock, by Debian's {@code libfaketime}. Its monotonic clock stays. */
final class FakeTime {

    private FakeTime() {}

    static boolean isInstalled() {
        return library().isPresent();
    }

    static Map<String, String> shifted(Duration ahead) {
        Map<String, String> variables = preloading();
        variables.put("FAKETIME", specification(ahead));
        return variables;
    }

    /** The clock is as far ahead as the file says when it is read. */
    static Map<String, String> following(Path file) {
        Map<String, String> variables = preloading();
        variables.put("FAKETIME_TIMESTAMP_FILE", file.toString());
        variables.put("FAKETIME_NO_CACHE", "1");
        return variables;
    }

    /** What such a file holds. */
    static String specification(Duration ahead) {
        return String.format(Locale.ROOT, "%+.3fs", ahead.toMillis() / 1e3);
    }

    private static Map<String, String> preloading() {
        Map<String, String> variables = new HashMap<>();
        variables.put("LD_PRELOAD", library().orElseThrow().toString());
        variables.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Otherwise every timed wait of a JVM returns at once, and it does nothing but wait.
        variables.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return variables;
    }

    /** Its directory is named after the machine's architecture. */
    private static Optional<Path> library() {
        try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
            return architectures
                    .map(directory -> directory.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
