package io.keyvigil.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;

/**
 * The file of the embedded store, {@value #FILE_NAME} in the data directory.
 *
 * <ol>
 *   <li>One process at a time uses a data directory; the lock ends with the process, however it ends.
 *   <li>A file that is damaged, or not ours, is refused with a message that says what to do, and never written to.
 *   <li>Nobody else gets a connection before it was opened. One that was refused can be opened later: what was wrong is looked at
 *       anew.
 *   <li>The directory is readable by its owner only, where the file system knows owners: a watch list may name headers
 *       that are secrets.
 * </ol>
 */
public final class EmbeddedStore implements Store {

    public static final String FILE_NAME = "keyvigil.db";

    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final String LOCK_NAME = "keyvigil.lock";
    /** What SQLite needs to open a file: 32 KiB of shared memory index, and a few pages. */
    private static final long LEAST_SPACE_OCTETS = 65_536;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** "KVgl", in SQLite's header field for the application that owns a file. */
    private static final int APPLICATION_ID = 0x4B56676C;

    private final Path directory;
    private final DataSource dataSource;
    private final ClosedUntilOpen guarded;
    private final Flyway flyway;
    private FileChannel lockChannel;

    public EmbeddedStore(Path directory, DataSource dataSource, Flyway flyway) {
        this.directory = directory;
        this.dataSource = dataSource;
        this.guarded = new ClosedUntilOpen(dataSource);
        this.flyway = flyway;
    }

    @Override
    public DataSource dataSource() {
        return guarded;
    }

    @Override
    public Duration noteEvery() {
        return NOTE_EVERY;
    }

    /** Locks the directory, examines the file and brings its schema up to date. */
    @Override
    public synchronized void open() {
        createDirectory();
        lock();
        try {
            refuseForeignFormat();
            SqliteLibrary.load(directory);
            examine();
            migrate();
        } catch (StoreRefused e) {
            unlock();
            throw e;
        }
        guarded.open();
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
        return directory.resolve(FILE_NAME);
    }

    private void createDirectory() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new StoreRefused(
                    "the data directory " + directory + " cannot be made: " + why(e)
                            + "; set KEYVIGIL_DATA_DIR to a directory that this user may write",
                    e);
        }
    }

    private void lock() {
        try {
            lockChannel =
                    FileChannel.open(directory.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockChannel.tryLock();
            if (lock == null) {
                unlock();
                throw new StoreRefused("another process uses the data directory " + directory.toAbsolutePath()
                        + "; stop it, or set KEYVIGIL_DATA_DIR to another directory");
            }
        } catch (IOException e) {
            throw new StoreRefused(
                    "the data directory " + directory + " cannot be written: " + why(e)
                            + "; set KEYVIGIL_DATA_DIR to a directory that this user may write",
                    e);
        }
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
            throw new StoreRefused(file() + " cannot be read: " + why(e) + "; check its owner and permissions", e);
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

    /** Whether it holds nothing of anybody yet. Looks through a connection that cannot write, whatever the file is. */
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

    /** The journal's mode stands in the file itself: the connections set it for no file that is not known to be ours. */
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
        return directory.toFile().getUsableSpace() < LEAST_SPACE_OCTETS;
    }

    private String freeSpace() {
        return "The disk is full: free some space on that of " + directory.toAbsolutePath()
                + ", or set KEYVIGIL_DATA_DIR to another directory";
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof NoSuchFileException) {
            return "the directory above it is not there";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }

    private static String moveAway() {
        return "Move it away to start a new history, restore a copy of it, or set KEYVIGIL_DATA_DIR to another directory";
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private void unlock() {
        try {
            close();
        } catch (IOException e) {
            throw new StoreRefused("the lock in " + directory + " cannot be let go: " + why(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (lockChannel != null) {
            lockChannel.close();
        }
    }
}
