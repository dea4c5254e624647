package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class EmbeddedStoreTest {

    private static final int PAGE = 4_096;

    @TempDir
    private Path parent;

    private Path directory;
    private Path file;

    @BeforeEach
    void nameTheDirectory() {
        directory = parent.resolve("data");
        file = directory.resolve(EmbeddedStore.FILE_NAME);
    }

    @Test
    void newDirectoryIsItsOwnersAlone() throws IOException {
        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }

        // Then
        assertThat(file).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusedStoreGivesNoConnectionUntilItIsOpened() throws Exception {
        // Given
        Files.createDirectory(directory);
        Files.writeString(file, "Dear diary");
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            assertThatThrownBy(store::open).isInstanceOf(StoreRefused.class);
            assertThatThrownBy(() -> store.dataSource().getConnection()).isInstanceOf(SQLException.class);
            Files.delete(file);

            // When
            store.open();

            // Then
            try (Connection connection = store.dataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void storeIsOpenedAgainWithWhatItHolds() throws IOException {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
            new RememberedTexts(StoreTesting.dataSource(directory)).save("name", "value");
        }

        // When
        try (EmbeddedStore again = StoreTesting.store(directory)) {
            again.open();

            // Then
            assertThat(new RememberedTexts(StoreTesting.dataSource(directory)).load("name"))
                    .contains("value");
        }
    }

    @Test
    void storeIsWrittenAheadSoThatReadersDoNotWait() throws IOException, SQLException {
        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }

        // Then
        try (Connection connection = StoreTesting.dataSource(directory).getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                    .isEqualTo("wal");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text that somebody keeps here", "SQLite format 2", "x"})
    void fileOfAnotherKindIsLeftAsItIs(String text) throws IOException {
        // Given
        Files.createDirectories(directory);
        Files.writeString(file, text);

        // When
        String message = refusal();

        // Then
        assertThat(message).contains("is not a SQLite file").contains("Move it away");
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE theirs (id INTEGER)",
                "PRAGMA application_id = 4711; CREATE TABLE theirs (id INTEGER)",
                "PRAGMA application_id = 4711; PRAGMA user_version = 1"
            })
    void sqliteFileOfAnotherApplicationIsLeftAsItIs(String script) throws IOException, SQLException {
        // Given
        Files.createDirectories(directory);
        SQLiteDataSource theirs = new SQLiteDataSource();
        theirs.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = theirs.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
        byte[] before = Files.readAllBytes(file);

        // When
        String message = refusal();

        // Then
        assertThat(message).contains("of another application").contains("Move it away");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void damagedFileIsLeftAsItIs() throws IOException {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, PAGE, 3 * PAGE, (byte) 0x5A);
        Files.write(file, damaged);

        // When
        String message = refusal();

        // Then
        assertThat(message).contains("left as it is").contains("Move it away");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void fileThatWasCutOffIsLeftAsItIs() throws IOException {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }
        byte[] cut = Arrays.copyOf(Files.readAllBytes(file), PAGE + 100);
        Files.write(file, cut);

        // When
        String message = refusal();

        // Then
        assertThat(message).contains("left as it is");
        assertThat(Files.readAllBytes(file)).isEqualTo(cut);
    }

    @Test
    void emptyFileBecomesAStore() throws IOException {
        // Given
        Files.createDirectories(directory);
        Files.createFile(file);

        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }

        // Then
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void directoryThatIsAFileIsRefusedWithAdvice() throws IOException {
        // Given
        Files.writeString(directory, "not a directory");

        // When
        String message = refusal();

        // Then
        assertThat(message).contains("cannot be made").contains("KEYVIGIL_DATA_DIR");
    }

    @Test
    void secondProcessIsRefused() throws IOException, InterruptedException, URISyntaxException {
        // Given
        Files.createDirectories(directory);
        Process other = lockInAnotherProcess(directory.resolve("keyvigil.lock"));
        try {
            // When
            String message = refusal();

            // Then
            assertThat(message).contains("another process uses the data directory");
            assertThat(file).doesNotExist();
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
    }

    @Test
    void lockEndsWithItsProcessHoweverItEnds() throws IOException, InterruptedException, URISyntaxException {
        // Given
        Files.createDirectories(directory);
        Process other = lockInAnotherProcess(directory.resolve("keyvigil.lock"));
        other.destroyForcibly().waitFor();

        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }

        // Then
        assertThat(file).exists();
    }

    private String refusal() {
        EmbeddedStore store = StoreTesting.store(directory);
        Optional<String> message = Optional.empty();
        try (store) {
            store.open();
        } catch (StoreRefused e) {
            message = Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return message.orElseThrow(() -> new AssertionError("the store was opened"));
    }

    private static Process lockInAnotherProcess(Path lock) throws IOException, URISyntaxException {
        Path classes = Path.of(LockHolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("locked");
        return process;
    }
}
