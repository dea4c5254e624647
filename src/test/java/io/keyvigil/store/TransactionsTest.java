package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transactions over SQLite as the service configures it. */
@Timeout(60)
class TransactionsTest {

    @TempDir
    private Path directory;

    private DataSource dataSource;
    private Transactions transactions;

    @BeforeEach
    void makeTable() {
        dataSource = StoreTesting.dataSource(directory);
        StoreTesting.execute(dataSource, "PRAGMA journal_mode = WAL");
        StoreTesting.execute(dataSource, "CREATE TABLE count (number INTEGER NOT NULL, text TEXT)");
        StoreTesting.execute(dataSource, "INSERT INTO count VALUES (0, '')");
        transactions = StoreTesting.transactions(dataSource);
    }

    @Test
    void anotherConnectionThatCommitsBetweenReadAndWriteIsWaitedFor() throws Exception {
        // Given
        Thread[] other = new Thread[1];

        // When
        transactions.write(connection -> {
            int read = number(connection);
            other[0] = new Thread(() -> StoreTesting.execute(dataSource, "UPDATE count SET number = number + 10"));
            other[0].start();
            awaitBlockedOrEnded(other[0]);
            execute(connection, "UPDATE count SET number = " + (read + 1));
            return null;
        });

        // Then
        other[0].join();
        assertThat(transactions.read(TransactionsTest::number)).isEqualTo(11);
    }

    @Test
    void reasonOfFullDiskIsNotThatNoTransactionIsActive() {
        // Given
        Transactions.Work<Object> fills = connection -> {
            execute(connection, "PRAGMA max_page_count = 8");
            execute(connection, "INSERT INTO count VALUES (1, hex(zeroblob(1000000)))");
            return null;
        };

        // When / Then
        assertThatThrownBy(() -> transactions.write(fills))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("database or disk is full")
                .satisfies(e -> assertThat(e.getCause().getMessage()).contains("SQLITE_FULL"));
    }

    @Test
    void connectionWhoseTransactionCouldNotBeginIsGivenBackAsItWas() throws Exception {
        // Given
        boolean[] autoCommit = {false};
        DataSource impatient =
                StoreTesting.watchingClose(directory, connection -> autoCommit[0] = connection.getAutoCommit());
        Transactions others = StoreTesting.transactions(impatient);
        try (Connection lock = dataSource.getConnection()) {
            execute(lock, "BEGIN IMMEDIATE");

            // When
            Throwable refused = catchThrowable(() -> others.write(TransactionsTest::number));

            // Then
            assertThat(refused).hasMessageContaining("SQLITE_BUSY");
            assertThat(autoCommit[0]).isTrue();
        }
    }

    @Test
    void everyConsequenceIsKeptBesideTheFirstReason() {
        // Given
        Transactions.Work<Object> ends = connection -> {
            execute(connection, "ROLLBACK");
            throw new SQLException("the first");
        };

        // When / Then
        assertThatThrownBy(() -> transactions.write(ends))
                .hasMessage("the store says: the first")
                .satisfies(e -> assertThat(e.getCause().getSuppressed()).isNotEmpty());
        assertThat(transactions.write(TransactionsTest::number)).isZero();
    }

    @Test
    void whileOneCallerTriesStoreThatFailedTheOthersAreRefusedAtOnce() throws Exception {
        // Given
        assertThatThrownBy(() -> transactions.write(connection -> {
                    throw new SQLException("the database is away");
                }))
                .isInstanceOf(HistoryUnavailable.class);
        CountDownLatch tries = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Thread hung = new Thread(() -> transactions.write(connection -> {
            tries.countDown();
            await(answers);
            return null;
        }));
        hung.start();
        tries.await();

        // When
        Throwable refused = catchThrowable(() -> transactions.write(TransactionsTest::number));

        // Then
        assertThat(refused).isInstanceOf(HistoryUnavailable.class).hasMessage("the store says: the database is away");
        assertThat(transactions.read(TransactionsTest::number)).isZero();
        answers.countDown();
        hung.join();
        assertThat(transactions.write(TransactionsTest::number)).isZero();
    }

    @Test
    void writerWaitsForAnotherForBoundedTimeOnly() throws Exception {
        // Given
        Transactions impatient = new Transactions(dataSource, Transactions.ONE_WRITER, Duration.ofMillis(50));
        impatient.open();
        CountDownLatch writes = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Thread slow = new Thread(() -> impatient.write(connection -> {
            writes.countDown();
            await(answers);
            return null;
        }));
        slow.start();
        writes.await();

        // When
        Throwable refused = catchThrowable(() -> impatient.write(TransactionsTest::number));

        // Then
        assertThat(refused).hasMessageContaining("another write has not ended");
        answers.countDown();
        slow.join();
        assertThat(impatient.write(TransactionsTest::number)).isZero();
    }

    @Test
    void storeThatIsNotOpenReachesNoConnection() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        Transactions closed = new Transactions(dataSource, Transactions.ONE_WRITER);

        // When
        Throwable refused = catchThrowable(() -> closed.read(connection -> asked.incrementAndGet()));

        // Then
        assertThat(refused).hasMessageContaining("not open");
        assertThat(asked).hasValue(0);
    }

    @Test
    void storeThatIsUnsafeToWriteIsStillRead() {
        // Given
        transactions.refuseWrites(Optional.of("the file was removed"));

        // When
        Throwable refused = catchThrowable(() -> transactions.write(TransactionsTest::number));

        // Then
        assertThat(refused).hasMessage("the store says: the file was removed");
        assertThat(transactions.read(TransactionsTest::number)).isZero();
        transactions.refuseWrites(Optional.empty());
        assertThat(transactions.write(TransactionsTest::number)).isZero();
    }

    private static Throwable catchThrowable(Runnable work) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try {
            work.run();
        } catch (RuntimeException e) {
            thrown.set(e);
        }
        return thrown.get();
    }

    /** A deferred transaction would let the other commit; an immediate one has it wait in the driver, which no thread state shows. */
    private static void awaitBlockedOrEnded(Thread other) {
        try {
            other.join(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT number FROM count").getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
