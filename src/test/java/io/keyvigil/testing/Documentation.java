package io.keyvigil.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README and the pages that it leads to. */
public final class Documentation {

    private Documentation() {}

    /** All of it, one page after the other. */
    public static String text() {
        try (Stream<Path> pages = Files.list(Path.of("src/doc"))) {
            List<Path> sorted = pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(Path.of("README.md")), sorted.stream())
                    .map(Documentation::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
