package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpClientsTest {

    private final HttpClients clients = new HttpClients(Runnable::run, HostNames.ofSystem(), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private Path ca;

    @BeforeEach
    void copy() throws IOException {
        ca = caFile("ca.pem");
    }

    @Test
    void oneClientServesAllTenantsOfACa() {
        assertThat(trusting(ca)).isSameAs(trusting(ca));
    }

    @Test
    void changedFileMakesAnotherClient() throws IOException {
        // Given
        PooledClient before = trusting(ca);

        // When
        Files.setLastModifiedTime(ca, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        // Then
        assertThat(trusting(ca)).isNotSameAs(before);
    }

    @Test
    void fileMayHoldSeveralCertificates() throws IOException {
        // Given
        String pem = Files.readString(ca);

        // When
        Files.writeString(ca, "# the old one\n" + pem + "\n# the new one\n" + pem);

        // Then
        assertThat(trusting(ca)).isNotNull();
    }

    @Test
    void forgottenClientIsNotGivenAgain() {
        // Given
        PooledClient common = value(clients.trusting(Optional.empty()));
        PooledClient own = trusting(ca);

        // When
        clients.forget(own);

        // Then
        assertThat(trusting(ca)).isNotSameAs(own);
        assertThat(value(clients.trusting(Optional.empty()))).isSameAs(common);
    }

    @Test
    void clientUsedLongestAgoGoesFirst() throws IOException {
        // Given
        PooledClient first = trusting(ca);
        PooledClient second = trusting(caFile("1.pem"));
        for (int number = 2; number < HttpClients.MAXIMUM; number++) {
            trusting(caFile(number + ".pem"));
        }
        trusting(ca);

        // When
        trusting(caFile("one-more.pem"));

        // Then
        assertThat(trusting(ca)).isSameAs(first);
        assertThat(trusting(folder.resolve("1.pem"))).isNotSameAs(second);
    }

    private Path caFile(String name) throws IOException {
        return Files.copy(TestCertificates.get().caPem(), folder.resolve(name));
    }

    private PooledClient trusting(Path file) {
        return value(clients.trusting(Optional.of(file)));
    }

    private static PooledClient value(Outcome<PooledClient> outcome) {
        return outcome.fold(client -> client, flaw -> {
            throw new AssertionError(flaw);
        });
    }
}
