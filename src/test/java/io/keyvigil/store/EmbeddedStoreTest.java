package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.Kept;
import io.keyvigil.watch.KeyHistory.Step;
import io.keyvigil.watch.TenantState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
            assertThatThrownBy(() -> store.texts().load("name")).isInstanceOf(HistoryUnavailable.class);
            Files.delete(file);

            // When
            store.open();

            // Then
            store.texts().save("name", "value");
            assertThat(store.texts().load("name")).contains("value");
        }
    }

    @Test
    void storeIsOpenedAgainWithWhatItHolds() throws IOException {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
            new RememberedTexts(StoreTesting.transactions(StoreTesting.dataSource(directory))).save("name", "value");
        }

        // When
        try (EmbeddedStore again = StoreTesting.store(directory)) {
            again.open();

            // Then
            assertThat(new RememberedTexts(StoreTesting.transactions(StoreTesting.dataSource(directory))).load("name"))
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nextProcessKnowsWhetherChangesAreMissing(boolean waiting) throws IOException {
        // Given
        Tenant tenant = Tenants.of("a");
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
            TenantState seen = TenantState.UNSEEN
                    .next(Fetches.fetched(SigningKeys.ec("a").jwk()), Instant.EPOCH, Instant.EPOCH)
                    .after();
            store.history()
                    .record(List.of(
                            new Entry(tenant, 0, List.of(new Step(1, List.of())), seen, Optional.of(Map.of()))));
            store.history().mark(true);
            store.history().mark(waiting);
        }

        // When
        try (EmbeddedStore next = StoreTesting.store(directory)) {
            next.open();

            // Then
            assertThat(next.history().load(List.of(tenant)).get(tenant.id()).incomplete())
                    .isEqualTo(waiting);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesThatAreNotThereAnyMoreAreNotWrittenTo(Displacement displacement) throws Exception {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
            store.texts().save("name", "value");
            displacement.happen(directory);

            // When
            store.check();

            // Then
            assertThatThrownBy(() -> store.texts().save("name", "lost"))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining(directory.toAbsolutePath().toString())
                    .hasMessageContaining("while Keyvigil runs; put back")
                    .hasMessageContaining("or restart Keyvigil");
        }
    }

    @Test
    void directoryThatIsPutBackIsWrittenToAgain() throws Exception {
        // Given
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
            Path away = directory.resolveSibling("away");
            Files.move(directory, away);
            store.check();
            Files.move(away, directory);

            // When
            store.check();

            // Then
            store.texts().save("name", "value");
            assertThat(store.texts().load("name")).contains("value");
        }
    }

    /** What can happen to the files of a store that is open. */
    enum Displacement {
        REMOVED {
            @Override
            void happen(Path directory) throws IOException {
                Files.move(directory, directory.resolveSibling("away"));
            }
        },
        REPLACED_BY_COPY {
            @Override
            void happen(Path directory) throws IOException {
                Files.move(directory, directory.resolveSibling("away"));
                copy(directory.resolveSibling("away"), directory);
            }
        },
        LOCK_REMOVED {
            @Override
            void happen(Path directory) throws IOException {
                Files.delete(directory.resolve("keyvigil.lock"));
            }
        },
        FILE_RESTORED_FROM_BACKUP {
            @Override
            void happen(Path directory) throws IOException {
                Path backup = directory.resolve("backup.db");
                Files.copy(directory.resolve(EmbeddedStore.FILE_NAME), backup);
                Files.move(backup, directory.resolve(EmbeddedStore.FILE_NAME), StandardCopyOption.REPLACE_EXISTING);
            }
        };

        abstract void happen(Path directory) throws IOException;

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectory(to);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
                for (Path each : files) {
                    Files.copy(each, to.resolve(each.getFileName()));
                }
            }
        }
    }

    @Test
    void librariesOfKilledProcessesAreDeleted() throws IOException {
        // Given
        Files.createDirectories(directory);
        Path left = Files.createFile(directory.resolve("sqlite-3.46.1.3-4711-libsqlitejdbc.so"));
        Path leftMark = Files.createFile(directory.resolve("sqlite-3.46.1.3-4711-libsqlitejdbc.so.lck"));

        // When
        try (EmbeddedStore store = StoreTesting.store(directory)) {
            store.open();
        }

        // Then
        assertThat(left).doesNotExist();
        assertThat(leftMark).doesNotExist();
    }

    @Test
    void pollsThatAnEarlierVersionNotedInShardsAreKnown() throws Exception {
        // Given
        DataSource earlier = StoreTesting.dataSource(Files.createDirectories(directory));
        StoreTesting.schema("embedded", earlier).target("13").load().migrate();
        for (String tenant : List.of("a", "tenant-with-a-longer-name")) {
            StoreTesting.execute(
                    earlier,
                    "INSERT INTO tenant_state (tenant, source, last_attempt, last_success, failures, version) VALUES ('"
                            + tenant + "', '" + Tenants.of(tenant).source() + "', 1000, 1001, 0, 300)");
        }
        StoreTesting.execute(
                earlier,
                "INSERT INTO poll_note VALUES (7, X'01" + note("a", 300, 1_772_323_200_123L)
                        + note("tenant-with-a-longer-name", 299, 5_000) + "'), (8, X'01'), (9, X'02616263')");

        // When
        StoreTesting.flyway(earlier).migrate();

        // Then
        Map<TenantId, Kept> kept = new SqlKeyHistory(StoreTesting.transactions(earlier), NotePlace.NOTE_TABLE)
                .load(List.of(Tenants.of("a"), Tenants.of("tenant-with-a-longer-name")));
        assertThat(kept.get(new TenantId("a")).state().health().lastAttempt())
                .contains(Instant.ofEpochMilli(1_772_323_200_123L));
        assertThat(kept.get(new TenantId("a")).state().health().lastSuccess())
                .contains(Instant.ofEpochMilli(1_772_323_200_124L));
        assertThat(kept.get(new TenantId("tenant-with-a-longer-name"))
                        .state()
                        .health()
                        .lastAttempt())
                .as("noted of another version")
                .contains(Instant.ofEpochMilli(1_000));
    }

    /** As earlier versions packed it: an octet for the length of the id, the id, then three numbers of eight octets. */
    private static String note(String tenant, long version, long attempt) {
        return "%02X%s%016X%016X%016X"
                .formatted(
                        tenant.length(),
                        HexFormat.of().formatHex(tenant.getBytes(StandardCharsets.US_ASCII)),
                        version,
                        attempt,
                        attempt + 1);
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
