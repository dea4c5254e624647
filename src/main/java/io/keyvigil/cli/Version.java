package io.keyvigil.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** This build's version, readable before the platform starts. */
final class Version {

    private static final String RESOURCE = "/keyvigil-version.txt";

    private Version() {}

    static String read() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
