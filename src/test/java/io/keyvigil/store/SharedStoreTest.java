package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.testing.SharedDatabase;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.Step;
import io.keyvigil.watch.TenantState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SharedStoreTest {

    private DataSource dataSource;

    @BeforeEach
    void createDatabase() {
        dataSource = SharedDatabase.create().dataSource();
    }

    @Test
    void processesThatStartAtOnceWaitForOneAnother() throws Exception {
        // Given
        ExecutorService processes = Executors.newFixedThreadPool(4);
        List<SharedStore> stores = Stream.generate(() -> StoreTesting.sharedStore(dataSource))
                .limit(4)
                .toList();

        // When
        List<Future<?>> starts = stores.stream()
                .<Future<?>>map(store -> processes.submit(store::open))
                .toList();

        // Then
        for (Future<?> start : starts) {
            start.get();
        }
        processes.shutdown();
        assertThatCode(() -> write("a")).doesNotThrowAnyException();
    }

    @Test
    void schemaOfALaterVersionIsAcceptedAndWritten() {
        // Given
        StoreTesting.sharedStore(dataSource).open();
        Flyway later = StoreTesting.schema("shared", dataSource)
                .locations("db/common", "db/postgresql", "db/later")
                .load();
        later.migrate();

        // When
        StoreTesting.sharedStore(dataSource).open();

        // Then
        write("a");
        assertThat(new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.STATE_ROW)
                        .load(List.of(Tenants.of("a"))))
                .hasSize(1);
    }

    /** As the first program did, which knew no versions. */
    @Test
    void programOfAnEarlierVersionWritesOnTheSchemaOfToday() {
        // Given
        StoreTesting.sharedStore(dataSource).open();

        // When
        StoreTesting.execute(
                dataSource,
                """
                INSERT INTO tenant_state (tenant, source, failures) VALUES ('a', 'x', 0)
                ON CONFLICT (tenant) DO UPDATE SET source = excluded.source;
                INSERT INTO known_key (tenant, identity, position, first_seen, jwk) VALUES ('a', 'k', 0, 0, '{}');
                INSERT INTO key_event (tenant, kind, at, detail) VALUES ('a', 'key-added', 0, '');
                INSERT INTO remembered (name, value) VALUES ('n', 'v');
                """);

        // Then
        assertThat(new RememberedTexts(StoreTesting.transactions(dataSource)).load("n"))
                .contains("v");
    }

    @Test
    void databaseThatIsAwayDoesNotRefuse() {
        // Given
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});

        // When
        SharedStore store = StoreTesting.sharedStore(nowhere);

        // Then
        assertThatCode(store::open).doesNotThrowAnyException();
    }

    @Test
    void databaseThatDoesNotExistRefuses() {
        // Given
        PGSimpleDataSource none = (PGSimpleDataSource) SharedDatabase.create().dataSource();
        none.setDatabaseName("there_is_none");
        none.setPassword("s3cret");

        // When
        assertThatThrownBy(() -> StoreTesting.sharedStore(none).open())

                // Then
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("create it, or set KEYVIGIL_STORE right")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void schemaThatSomebodyChangedRefuses() {
        // Given
        StoreTesting.sharedStore(dataSource).open();
        StoreTesting.execute(dataSource, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        // When
        assertThatThrownBy(() -> StoreTesting.sharedStore(dataSource).open())

                // Then
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("schema that this version did not make");
    }

    private void write(String tenant) {
        new SqlKeyHistory(StoreTesting.transactions(dataSource), NotePlace.STATE_ROW)
                .record(List.of(new Entry(
                        Tenants.of(tenant), 0, List.of(new Step(1, List.of())), TenantState.UNSEEN, Optional.empty())));
    }
}
