package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test's own umask lets everybody read new files, as it is usual. */
class PrivateFilesTest {

    @TempDir
    private Path directory;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFileOfAnOpenStoreIsItsOwnersAlone() throws IOException, SQLException {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();

            // When
            Connection reader = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keyvigil.db"));
            reader.createStatement().executeQuery("SELECT count(*) FROM remembered");
            store.texts().save("name", "value");

            // Then
            assertThat(files())
                    .extracting(file -> file.getFileName().toString())
                    .contains("keyvigil.db", "keyvigil.db-wal", "keyvigil.db-shm", "keyvigil.lock");
            assertThat(files()).extracting(PrivateFilesTest::permissions).containsOnly("rw-------");
            reader.close();
        }
    }

    @Test
    void filesOfAnEarlierVersionAreTakenFromTheOthers() throws IOException {
        // Given
        for (String name : List.of("keyvigil.db", "keyvigil.db-wal", "keyvigil.lock", "libsqlitejdbc.so")) {
            Path file = Files.createFile(directory.resolve(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrw-r--"));
        }

        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();

            // Then
            assertThat(files()).extracting(PrivateFilesTest::permissions).containsOnly("rw-------");
        }
    }

    @Test
    void filesOfOthersAndLinksAreLeftAlone() throws IOException {
        // Given
        Path target = Files.createTempFile("target", "");
        Path foreign = Files.createFile(directory.resolve("notes.txt"));
        for (Path file : List.of(target, foreign)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.createSymbolicLink(directory.resolve("keyvigil.link"), target);

        // When
        PrivateFiles.restrict(directory);

        // Then
        assertThat(List.of(target, foreign))
                .extracting(PrivateFilesTest::permissions)
                .containsOnly("rw-r--r--");
        Files.delete(target);
    }
}
