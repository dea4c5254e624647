package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A watch list of so many tenants, each with an issuer of its own, polled every minute. */
final class GeneratedWatchList {

    static final Duration EVERY = Duration.ofSeconds(60);

    private GeneratedWatchList() {}

    static Path write(Path directory, int tenants, String issuers) throws IOException {
        String text = IntStream.range(0, tenants)
                .mapToObj(n -> "  tenant-" + n + ": {issuer: '" + issuers + n + "', poll-every: 60s}\n")
                .collect(Collectors.joining("", "tenants:\n", ""));
        return Files.writeString(directory.resolve("watchlist.yaml"), text);
    }
}
