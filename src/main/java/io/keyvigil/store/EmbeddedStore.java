package io.keyvigil.store;

import io.keyvigil.cache.CacheReports;
import io.keyvigil.notify.Outbox;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.KeyHistory;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;

/**
 * The file of the embedded store, {@value #FILE_NAME} in the data directory.
 *
 * <ol>
 *   <li>One process at a time uses a data directory, see {@link DataDirectory}.
 *   <li>A file that is damaged, or of another program, is refused with a message that contains the fix. It is never written to.
 *   <li>No part gets a connection before the store is open. A store that was refused can be opened later.
 *   <li>If the file or its directory is removed or replaced while it is open, writing fails with the reason until it is back.
 * </ol>
 */
public final class EmbeddedStore implements Store {

    public static final String FILE_NAME = "keyvigil.db";

    /** The space that SQLite needs to open a file: 32 KiB of shared memory index, and a few pages. */
    private static final long LEAST_SPACE_OCTETS = 65_536;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** "KVgl", in SQLite's header field for the application that owns a file. */
    private static final int APPLICATION_ID = 0x4B56676C;

    private final DataDirectory directory;
    private final DataSource dataSource;
    private final Flyway flyway;
    private final Transactions transactions;
    private final KeyHistory history;
    private final Outbox outbox;
    private final RiskHistory risks;
    private final CacheReports reports;
    private final RememberedTexts texts;

    public EmbeddedStore(Path directory, DataSource dataSource, Flyway flyway) {
        this.directory = new DataDirectory(directory);
        this.dataSource = dataSource;
        this.flyway = flyway;
        this.transactions = new Transactions(dataSource, Transactions.ONE_WRITER);
        this.history = new SqlKeyHistory(transactions, NotePlace.NOTE_TABLE, this.directory);
        this.outbox = new SqlOutbox(transactions);
        this.risks = new SqlRiskHistory(transactions);
        this.reports = new SqlCacheReports(transactions);
        this.texts = new RememberedTexts(transactions);
    }

    @Override
    public KeyHistory history() {
        return history;
    }

    @Override
    public Claims claims() {
        return Claims.ALL;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public RiskHistory risks() {
        return risks;
    }

    @Override
    public CacheReports reports() {
        return reports;
    }

    @Override
    public RememberedTexts texts() {
        return texts;
    }

    /** Locks the directory, examines the file and brings its schema up to date. */
    @Override
    public synchronized void open() {
        directory.lock();
        try {
            refuseForeignFormat();
            PrivateFiles.create(file());
            directory.unpackLibrary();
            examine();
            migrate();
            directory.remember(file());
        } catch (StoreRefused e) {
            directory.unlock();
            transactions.close(new HistoryUnavailable(e.getMessage(), e));
            throw e;
        }
        transactions.open();
    }

    @Override
    public Optional<String> check() {
        Optional<String> displaced = directory.displaced();
        transactions.refuseWrites(displaced);
        return displaced;
    }

    private void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreRefused(
                    file() + " could not be brought to this version's schema: " + e.getMessage()
                            + "; start the version that wrote it, or move the file away to start a new history",
                    e);
        }
    }

    private Path file() {
        return directory.path().resolve(FILE_NAME);
    }

    private void refuseForeignFormat() {
        try {
            if (!Files.exists(file()) || Files.size(file()) == 0) {
                return;
            }
            try (InputStream in = Files.newInputStream(file())) {
                if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                    throw new StoreRefused(file() + " is not a SQLite file; it is left as it is. " + moveAway());
                }
            }
        } catch (IOException e) {
            throw new StoreRefused(
                    file() + " cannot be read: " + DataDirectory.why(e) + "; check its owner and permissions", e);
        }
    }

    private void examine() {
        try {
            claim(Files.notExists(file()) || Files.size(file()) == 0 || isUntouched());
        } catch (SQLException | IOException e) {
            throw new StoreRefused(
                    file() + " cannot be opened: " + e.getMessage() + "; it is left as it is. "
                            + (isFull() ? freeSpace() : moveAway()),
                    e);
        }
    }

    /** Whether the file contains no data yet. Uses a read-only connection for any file. */
    private boolean isUntouched() throws SQLException {
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        try (Connection connection = readOnly.createConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            String verdict = text(statement, "PRAGMA quick_check(1)");
            if (!"ok".equals(verdict)) {
                throw new StoreRefused(file() + " is damaged (" + verdict + "); it is left as it is. " + moveAway());
            }
            int owner = Integer.parseInt(text(statement, "PRAGMA application_id"));
            boolean empty = "0".equals(text(statement, "SELECT count(*) FROM sqlite_master"));
            if (owner != APPLICATION_ID && !(owner == 0 && empty)) {
                throw new StoreRefused(
                        file() + " is a SQLite file of another application; it is left as it is. " + moveAway());
            }
            return owner == 0;
        }
    }

    /** The file itself stores the journal mode. Connections set it only for a file that is known to belong to Keyvigil. */
    private void claim(boolean untouched) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            if (untouched) {
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            }
        }
    }

    private boolean isFull() {
        return directory.usableSpace() < LEAST_SPACE_OCTETS;
    }

    private String freeSpace() {
        return "The disk is full: free some space on that of "
                + directory.path().toAbsolutePath() + ", or set KEYVIGIL_DATA_DIR to another directory";
    }

    private static String moveAway() {
        return "Move it away to start a new history, restore a copy of it, or set KEYVIGIL_DATA_DIR to another"
                + " directory";
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Override
    public void close() throws IOException {
        directory.unlock();
    }
}
