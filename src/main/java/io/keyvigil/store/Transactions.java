package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * All access to one store, with one instance per store. Transactions are atomic.
 *
 * <ol>
 *   <li>While the store is closed, every call fails with the reason and reaches no connection: a driver would create a file that
 *       is missing, and would write to a file of another owner.
 *   <li>Writers beyond the permitted number wait for at most {@value #LONGEST_WAIT_SECONDS} s.
 *   <li>After a failure one caller at a time tries again, see {@link Circuit}; reading and writing fail separately.
 *   <li>The first reason is reported. Failures during the rollback are consequences.
 * </ol>
 */
final class Transactions {

    static final int ONE_WRITER = 1;
    static final int MANY_WRITERS = Integer.MAX_VALUE;

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final DataSource dataSource;
    private final Semaphore writers;
    private final Duration longestWait;
    private final Circuit reading = new Circuit();
    private final Circuit writing = new Circuit();
    private volatile Optional<HistoryUnavailable> closed = Optional.of(unavailable("it is not open yet"));
    private volatile Optional<HistoryUnavailable> unsafe = Optional.empty();

    /** @param writersAtOnce SQLite has one writer at a time, PostgreSQL has many */
    Transactions(DataSource dataSource, int writersAtOnce) {
        this(dataSource, writersAtOnce, Duration.ofSeconds(LONGEST_WAIT_SECONDS));
    }

    Transactions(DataSource dataSource, int writersAtOnce, Duration longestWait) {
        this.dataSource = dataSource;
        this.writers = new Semaphore(writersAtOnce, true);
        this.longestWait = longestWait;
    }

    /** Work on a connection that may throw an SQL exception. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A step of the rollback. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    void open() {
        closed = Optional.empty();
    }

    void close(HistoryUnavailable reason) {
        closed = Optional.of(reason);
    }

    /** Why nothing may be written although reading works; empty if writing is safe. */
    void refuseWrites(Optional<String> reason) {
        unsafe = reason.map(Transactions::unavailable);
    }

    <T> T read(Work<T> work) {
        refuse(closed);
        return reading.call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                throw unavailable(e);
            }
        });
    }

    <T> T write(Work<T> work) {
        refuse(closed);
        refuse(unsafe);
        return writing.call(() -> {
            awaitTurn();
            try (Connection connection = dataSource.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                throw unavailable(e);
            } finally {
                writers.release();
            }
        });
    }

    private void awaitTurn() {
        try {
            if (!writers.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("another write has not ended for " + longestWait.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("this write was interrupted");
        }
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(e, connection::rollback);
            undo(e, () -> connection.setAutoCommit(true));
            throw e;
        }
    }

    /**
     * SQLite may have ended the transaction itself, for example on a full disk, or never begun it, for example while
     * another process has the lock.
     */
    private static void undo(Exception first, Step step) {
        try {
            step.run();
        } catch (SQLException consequence) {
            first.addSuppressed(consequence);
        }
    }

    private static void refuse(Optional<HistoryUnavailable> reason) {
        if (reason.isPresent()) {
            throw new HistoryUnavailable(reason.get().getMessage(), reason.get());
        }
    }

    private static HistoryUnavailable unavailable(String reason) {
        return new HistoryUnavailable("the store says: " + reason, null);
    }

    /** The message of a batch repeats the statement with its values, which must not be logged. */
    static HistoryUnavailable unavailable(SQLException e) {
        SQLException reason =
                e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        return new HistoryUnavailable("the store says: " + reason.getMessage(), e);
    }
}
