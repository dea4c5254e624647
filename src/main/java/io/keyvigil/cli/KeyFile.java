package io.keyvigil.cli;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a JWK Set or PEM blocks. */
final class KeyFile {

    private static final int MOST_OCTETS = 1024 * 1024;

    private KeyFile() {}

    static JwkSetReading read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new UsageException(file + ": is larger than 1 MiB");
            }
            String text = new String(octets, StandardCharsets.UTF_8);
            return text.contains("-----BEGIN") ? JwkSetParser.parsePem(text) : JwkSetParser.parse(octets);
        }
    }
}
