package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not start ends with status 1 and a message for people, and leaves the files as they are. */
class BadStartIT {

    private static final int HEADER_OCTETS = 100;

    @TempDir
    private Path directory;

    @Test
    void storeWithGarbageInTheMiddle() throws Exception {
        // Given
        Path store = ownStore();
        byte[] octets = Files.readAllBytes(store);
        byte[] garbage = new byte[octets.length / 2];
        new Random(1).nextBytes(garbage);
        System.arraycopy(garbage, 0, octets, octets.length / 4, garbage.length);
        Files.write(store, octets);

        // When
        ProgramRun run = Program.in(directory).run();

        // Then
        assertRefused(run, "keyvigil.db", "left as it is");
        assertThat(store).hasBinaryContent(octets);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void truncatedStore(double share) throws Exception {
        // Given
        Path store = ownStore();
        byte[] octets = Files.readAllBytes(store);
        byte[] rest = Arrays.copyOf(octets, HEADER_OCTETS + (int) ((octets.length - HEADER_OCTETS) * share));
        Files.write(store, rest);

        // When
        ProgramRun run = Program.in(directory).run();

        // Then
        assertRefused(run, "keyvigil.db", "left as it is");
        assertThat(store).hasBinaryContent(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dear diary, nothing happened today.\n", "x", "SQLite format 3"})
    void foreignFile(String text) throws Exception {
        // Given
        Path store = Files.writeString(directory.resolve("keyvigil.db"), text);

        // When
        ProgramRun run = Program.in(directory).run();

        // Then
        assertRefused(run, "keyvigil.db is not a SQLite file", "KEYVIGIL_DATA_DIR");
        assertThat(store).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void storeOfAnotherApplication(String journalMode) throws Exception {
        // Given
        Path store = directory.resolve("keyvigil.db");
        execute(store, "PRAGMA journal_mode=" + journalMode, "CREATE TABLE recipe (name TEXT)");
        byte[] octets = Files.readAllBytes(store);

        // When
        ProgramRun run = Program.in(directory).run();

        // Then
        assertRefused(run, "keyvigil.db is a SQLite file of another application", "KEYVIGIL_DATA_DIR");
        assertThat(store).hasBinaryContent(octets);
    }

    @Test
    void storeOfLaterVersion() throws Exception {
        // Given
        Path store = ownStore();
        execute(
                store,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)");

        // When
        ProgramRun run = Program.in(directory).run();

        // Then
        assertRefused(run, "keyvigil.db", "version");
    }

    @Test
    void portInUse() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("0.0.0.0", 0));

            // When
            ProgramRun run = Program.in(directory)
                    .with("KEYVIGIL_ISSUERS", "http://127.0.0.1:1/a,http://127.0.0.1:1/b")
                    .with("QUARKUS_HTTP_PORT", other.getLocalPort())
                    .run();

            // Then
            assertRefused(run, Integer.toString(other.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "-1"})
    void portThatIsNone(String port) {
        // When
        ProgramRun run = Program.in(directory).with("QUARKUS_HTTP_PORT", port).run();

        // Then
        assertRefused(run, "QUARKUS_HTTP_PORT (quarkus.http.port) is " + port, "from 1 to 65535");
        assertThat(run.output()).doesNotContain("external-url");
    }

    @ParameterizedTest
    @CsvSource({"file, it is a file", "file/data, Not a directory"})
    void directoryThatCannotBeMade(String name, String reason) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        Path data = directory.resolve(name);

        // When
        ProgramRun run = Program.in(data).run();

        // Then
        assertRefused(run, "the data directory " + data + " cannot be made: " + reason, "KEYVIGIL_DATA_DIR");
        assertThat(file).hasContent("not a directory");
    }

    @Test
    void directoryInUseByAnotherProcess() {
        // Given
        try (KeyvigilProcess first = Program.in(directory).serve()) {

            // When
            ProgramRun second = Program.in(directory).run();

            // Then
            assertRefused(second, "another process uses the data directory " + directory);
            assertThat(first.metric("keyvigil_store_up")).isEqualTo(1);
        }
    }

    @Test
    void watchListWithProblems() throws Exception {
        // Given
        Path watchList = badWatchList();

        // When
        ProgramRun run =
                Program.in(directory.resolve("data")).watching(watchList).run();

        // Then
        assertRefused(run, watchList + ":3:", watchList + ":4:", watchList + ":7:");
    }

    @Test
    void watchListThatIsNotThere() {
        // Given
        Path watchList = directory.resolve("nowhere.yaml");

        // When
        ProgramRun run =
                Program.in(directory.resolve("data")).watching(watchList).run();

        // Then
        assertRefused(run, watchList.toString());
    }

    private Path badWatchList() throws IOException {
        return WatchLists.bad(directory.resolve("watchlist.yaml"));
    }

    private Path ownStore() throws Exception {
        try (KeyvigilProcess process = Program.in(directory).serve()) {
            process.stop();
        }
        Path store = directory.resolve("keyvigil.db");
        execute(store, "PRAGMA wal_checkpoint(TRUNCATE)");
        return store;
    }

    private static void execute(Path store, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static void assertRefused(ProgramRun run, String... parts) {
        assertThat(run.output()).contains(parts);
        assertThat(run.output()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.status()).isEqualTo(1);
    }
}
