package io.keyvigil.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All that lies in a data directory, octet by octet. */
final class StoredOctets {

    private StoredOctets() {}

    static String in(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder octets = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                octets.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return octets.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
