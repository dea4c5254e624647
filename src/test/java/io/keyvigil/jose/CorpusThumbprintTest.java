package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every key of the replay corpus, which lies beside the project where it was checked out. */
class CorpusThumbprintTest {
    private static final Path HISTORIES =
            Path.of(System.getProperty("keyvigil.corpus", "../shared/corpus"), "histories");

    @Test
    void everyKeyOfEveryHistoryHasItsExpectedThumbprint() throws IOException {
        // Given
        assumeThat(HISTORIES).as("the replay corpus").isDirectory();
        Map<String, Optional<String>> expected = new TreeMap<>();
        Map<String, Optional<String>> found = new TreeMap<>();

        // When
        try (DirectoryStream<Path> histories = Files.newDirectoryStream(HISTORIES, "*.json")) {
            for (Path history : histories) {
                read(history, expected, found);
            }
        }

        // Then
        assertThat(found).hasSizeGreaterThan(7_000).isEqualTo(expected);
    }

    @Test
    void everyKeyOfEveryHistoryIsReadBackFromItsPublicJson() throws IOException {
        // Given
        assumeThat(HISTORIES).as("the replay corpus").isDirectory();
        Map<String, Jwk> published = new TreeMap<>();
        Map<String, Jwk> readBack = new TreeMap<>();

        // When
        try (DirectoryStream<Path> histories = Files.newDirectoryStream(HISTORIES, "*.json")) {
            for (Path history : histories) {
                object(history, "keys").members().forEach((ref, json) -> {
                    PublishedKey key = PublishedKey.of(json);
                    published.put(history.getFileName() + " " + ref, key.jwk());
                    readBack.put(history.getFileName() + " " + ref, JwkSetParser.parseKey(key.publicJson()));
                });
            }
        }

        // Then
        assertThat(readBack).hasSizeGreaterThan(7_000).isEqualTo(published);
    }

    @Test
    void everyPublicKeyOfEveryHistoryIsUsable() throws IOException {
        // Given
        assumeThat(HISTORIES).as("the replay corpus").isDirectory();
        Map<String, Optional<UnusableReason>> reasons = new TreeMap<>();

        // When
        try (DirectoryStream<Path> histories = Files.newDirectoryStream(HISTORIES, "*.json")) {
            for (Path history : histories) {
                object(history, "keys").members().forEach((ref, json) -> {
                    Jwk jwk = PublishedKey.of(json).jwk();
                    if (!jwk.kty().equals("oct")) {
                        reasons.put(history.getFileName() + " " + ref, jwk.unusable());
                    }
                });
            }
        }

        // Then
        assertThat(reasons).hasSizeGreaterThan(7_000);
        assertThat(reasons.values()).containsOnly(Optional.empty());
    }

    private static void read(Path history, Map<String, Optional<String>> expected, Map<String, Optional<String>> found)
            throws IOException {
        JsonObject thumbprints = object(history, "thumbprints");
        object(history, "keys").members().forEach((ref, json) -> {
            Jwk jwk = PublishedKey.of(json).jwk();
            expected.put(history.getFileName() + " " + ref, thumbprints.text(ref));
            found.put(history.getFileName() + " " + ref, jwk.thumbprint().map(JwkThumbprint::value));
        });
    }

    private static JsonObject object(Path history, String name) throws IOException {
        JsonObject document = (JsonObject) JsonSource.read(Files.readString(history));
        return (JsonObject) document.member(name).orElseThrow();
    }
}
