package io.keyvigil.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watch lists as files. */
final class WatchLists {

    private WatchLists() {}

    /** Wrong in the lines 3, 4 and 7. */
    static Path bad(Path file) throws IOException {
        return Files.writeString(
                file,
                """
                tenants:
                  contoso:
                    issuer: login.example/contoso
                    poll-every: soon
                  fabrikam:
                    issuer: https://login.example/fabrikam
                    isuer: https://login.example/fabrikam
                """);
    }

    /** One tenant, {@code good}, polled on request only. */
    static Path good(Path file, String issuer) throws IOException {
        return Files.writeString(
                file,
                """
                tenants:
                  good:
                    issuer: %s
                    poll-every: 1h
                """
                        .formatted(issuer));
    }
}
