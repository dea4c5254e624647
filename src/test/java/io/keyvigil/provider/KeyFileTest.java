package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetch;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.known;
import static io.keyvigil.provider.ProviderTesting.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("jwks.json");
    }

    @Test
    void jsonIsRead() throws IOException {
        // Given
        Files.writeString(file, "{\"keys\":[]}");

        // When
        FetchResult.Fetched result = fetched(fetch(from(file)));

        // Then
        assertThat(result.document().orElseThrow().publicJson()).containsExactly("{\"keys\":[]}");
        assertThat(result.discovery()).isEmpty();
        assertThat(result.jwks()).isEmpty();
    }

    @Test
    void pemIsRecognisedByItsContent() throws IOException {
        // Given
        Files.writeString(file, "subject=CN=x\n-----BEGIN CERTIFICATE-----\n");

        // When
        FetchResult.Fetched result = fetched(fetch(from(file)));

        // Then
        assertThat(result.document().orElseThrow().publicJson()).containsExactly("pem");
    }

    @Test
    void sameContentIsNotModified() throws IOException {
        // Given
        Files.writeString(file, "{\"keys\":[]}");
        Known known = known(fetched(fetch(from(file))));

        // When
        FetchResult result = client().fetch(from(file), known, new Round());

        // Then
        assertThat(result).isInstanceOf(FetchResult.NotModified.class);
    }

    @Test
    void missingFileIsNamed() {
        assertThat(unreadable(file)).endsWith("jwks.json: there is no such file");
    }

    @Test
    void directoryIsNamed() {
        assertThat(unreadable(folder)).endsWith("it is a directory");
    }

    @Test
    void forbiddenFileIsNamed() {
        assertThat(FileFlaw.describe(file, new AccessDeniedException(file.toString())))
                .isEqualTo("no permission to read it");
    }

    @Test
    void fileIsTooLarge() throws IOException {
        // Given
        Files.write(file, new byte[BoundedBody.MAXIMUM + 1]);

        // When
        FetchResult.Failed result = failed(fetch(from(file)));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.TOO_LARGE);
    }

    private static String unreadable(Path path) {
        FetchResult.Failed result = failed(fetch(from(path)));
        assertThat(result.reason()).isEqualTo(FetchFailure.FILE_UNREADABLE);
        return result.detail();
    }

    private static Tenant from(Path path) {
        return tenant(new KeySource.JwksFile(path), Map.of(), Optional.empty());
    }
}
