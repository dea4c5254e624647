package io.keyvigil.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The directory of the embedded store.
 *
 * <ol>
 *   <li>One process at a time uses it; any end of the process releases the lock.
 *   <li>If this class creates it, only its owner can read it. Only the owner can read its files, see {@link PrivateFiles}.
 *   <li>The single byte of the lock file is '1' if changes are not written yet, otherwise '0'. Overwriting it needs no
 *       space on a full disk, and no permission except that of the open file.
 *   <li>SQLite's native library is unpacked into it, because the temporary directory often forbids executing. If that
 *       fails, the driver unpacks it elsewhere.
 * </ol>
 */
final class DataDirectory implements LossMark {

    private static final Logger LOG = Logger.getLogger(DataDirectory.class);

    private static final String LOCK_NAME = "keyvigil.lock";
    private static final byte MARKED = '1';
    private static final byte UNMARKED = '0';

    private static final String DRIVERS_PROPERTIES = "org.sqlite.";
    private static final String LIBRARY_DIRECTORY = "org.sqlite.tmpdir";
    private static final String LIBRARIES = "sqlite-*sqlitejdbc*";
    /** The library takes 1 MiB; on a smaller disk all space is for the history. */
    private static final long LEAST_LIBRARY_SPACE_OCTETS = 16 << 20;

    private final Path path;
    /** By path: the key of a file that is open, which is its device and inode; none on other file systems. */
    private final Map<Path, Object> open = new HashMap<>();

    private FileChannel lockChannel;
    private boolean wasMarked;

    DataDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    long usableSpace() {
        return path.toFile().getUsableSpace();
    }

    /** Creates the directory if it is missing. */
    void lock() {
        create();
        Path lockFile = path.resolve(LOCK_NAME);
        try {
            lockChannel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lockChannel.tryLock() == null) {
                unlock();
                throw new StoreRefused("another process uses the data directory " + path.toAbsolutePath()
                        + "; stop it, or set KEYVIGIL_DATA_DIR to another directory");
            }
            readMark();
            remember(lockFile);
            PrivateFiles.restrict(path);
        } catch (IOException e) {
            throw new StoreRefused(
                    "the data directory " + path + " cannot be written: " + why(e)
                            + "; set KEYVIGIL_DATA_DIR to a directory that this user may write",
                    e);
        }
    }

    private void readMark() throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(1);
        if (lockChannel.read(mark, 0) == 1) {
            wasMarked = mark.get(0) == MARKED;
        } else {
            set(false);
        }
    }

    @Override
    public boolean wasSet() {
        return wasMarked;
    }

    @Override
    public void set(boolean waiting) {
        if (lockChannel == null) {
            return;
        }
        try {
            lockChannel.write(ByteBuffer.wrap(new byte[] {waiting ? MARKED : UNMARKED}), 0);
        } catch (IOException e) {
            LOG.debugf("event=loss-unmarked reason=\"%s\"", why(e));
        }
    }

    private void create() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new StoreRefused(
                    "the data directory " + path + " cannot be made: " + why(e)
                            + "; set KEYVIGIL_DATA_DIR to a directory that this user may write",
                    e);
        }
    }

    void unlock() {
        try {
            if (lockChannel != null) {
                lockChannel.close();
            }
        } catch (IOException e) {
            throw new StoreRefused("the lock in " + path + " cannot be let go: " + why(e), e);
        }
    }

    /**
     * Loads SQLite's library, unless a property of the driver specifies its location. Deletes the copy of a killed process:
     * the directory is locked.
     */
    void unpackLibrary() {
        boolean isSet = System.getProperties().stringPropertyNames().stream()
                .anyMatch(name -> name.startsWith(DRIVERS_PROPERTIES));
        if (isSet || usableSpace() < LEAST_LIBRARY_SPACE_OCTETS) {
            return;
        }
        System.setProperty(LIBRARY_DIRECTORY, path.toAbsolutePath().toString());
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, LIBRARIES)) {
            for (Path file : left) {
                Files.delete(file);
            }
            SQLiteJDBCLoader.initialize();
            PrivateFiles.restrict(path);
        } catch (Exception e) {
            // The first connection will try again, in the temporary directory.
        } finally {
            System.clearProperty(LIBRARY_DIRECTORY);
        }
    }

    /** From now on {@link #displaced} expects this file at its path. */
    void remember(Path file) {
        try {
            open.put(file, key(file));
        } catch (IOException e) {
            throw new StoreRefused(file + " cannot be read: " + why(e) + "; check its owner and permissions", e);
        }
    }

    /** Why the next process would not find data that is written now; empty if it would. */
    Optional<String> displaced() {
        for (Map.Entry<Path, Object> file : open.entrySet()) {
            try {
                if (!file.getValue().equals(key(file.getKey()))) {
                    return Optional.of(displaced(file.getKey(), "replaced"));
                }
            } catch (NoSuchFileException e) {
                return Optional.of(displaced(Files.exists(path) ? file.getKey() : path, "removed"));
            } catch (IOException e) {
                return Optional.of(file.getKey().toAbsolutePath() + " cannot be found: " + why(e)
                        + "; check the owner and the permissions of its directory");
            }
        }
        return Optional.empty();
    }

    private static String displaced(Path file, String how) {
        return file.toAbsolutePath() + " was " + how
                + " while Keyvigil runs; put back what was there, or restart Keyvigil"
                + " to go on with what is at that path now";
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    static String why(IOException e) {
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
}
