package io.keyvigil.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory that goes with the process: what a service under test stores there is in use until its very end. */
public final class PassingDirectory {

    private PassingDirectory() {}

    public static Path create() throws IOException {
        Path directory = Files.createTempDirectory("keyvigil-test");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
    }

    /**
     * The settings of a service that watches this list and stores in such a directory. Tests of the corpus have a system property
     * of the service's prefix, which it would refuse.
     */
    static Map<String, String> settingsFor(CharSequence watchList) {
        try {
            Path directory = create();
            Path file = Files.writeString(directory.resolve("watchlist.yaml"), watchList);
            return Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "keyvigil.watchlist", file.toString(),
                    "keyvigil.data-dir", directory.resolve("data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
