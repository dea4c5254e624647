package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tenants whose key sets are had at known addresses: a poll is one request, as a probe is.
 *
 * @param prefix what a tenant's number is put after; its key set lies in {@code /jwks} below
 * @param everySeconds {@code poll-every}
 */
record WatchedUrls(String prefix, int tenants, int everySeconds) {

    String url(int tenant) {
        return prefix + tenant + "/jwks";
    }

    Path write(Path directory) throws IOException {
        String text = IntStream.range(0, tenants)
                .mapToObj(n -> "  tenant-" + n + ": {issuer: '" + prefix + n + "', jwks-uri: '" + url(n)
                        + "', poll-every: " + everySeconds + "s}\n")
                .collect(Collectors.joining("", "tenants:\n", ""));
        return Files.writeString(directory.resolve("watchlist.yaml"), text);
    }
}
