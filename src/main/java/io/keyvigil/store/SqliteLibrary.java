package io.keyvigil.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The native library of SQLite's driver, unpacked into the data directory under one name. Left to itself the driver unpacks it at
 * each start under another name into the temporary directory, compares it octet by octet, runs {@code uname}, reads what is
 * mapped into the process, and leaves the file behind where it is killed; that is a fifth of the processor time of a native start.
 *
 * <ol>
 *   <li>What is loaded holds what the driver ships: a file that holds anything else is replaced as a whole.
 *   <li>What cannot be done this way is left to the driver: another platform than Linux with glibc on x86-64 or AArch64, a
 *       directory that cannot be written, has hardly space left or allows no executing.
 *   <li>One who sets a property of the driver ({@code org.sqlite.…}) has the driver's way too, as that property says.
 * </ol>
 */
final class SqliteLibrary {

    static final String FILE_NAME = "libsqlitejdbc.so";

    private static final String DRIVERS_PROPERTIES = "org.sqlite.";
    private static final String DIRECTORY_PROPERTY = "org.sqlite.lib.path";
    private static final String WRITTEN_FIRST = FILE_NAME + ".new";
    private static final int CHUNK_OCTETS = 65_536;
    /** The library takes one mebibyte; of a disk so small the history is to have all. */
    private static final long LEAST_SPACE_OCTETS = 16 << 20;

    /** By the platform's name of an architecture: the driver's. */
    private static final Map<String, String> FOLDERS = Map.of("amd64", "x86_64", "aarch64", "aarch64");

    /** Where every program of that architecture says that glibc's loader is. */
    private static final Map<String, Path> GLIBC_LOADERS =
            Map.of("amd64", Path.of("/lib64/ld-linux-x86-64.so.2"), "aarch64", Path.of("/lib/ld-linux-aarch64.so.1"));

    private SqliteLibrary() {}

    /** To be called before the first connection; later it has no effect on the driver. */
    static void load(Path directory) {
        boolean asked = System.getProperties().stringPropertyNames().stream()
                .anyMatch(name -> name.startsWith(DRIVERS_PROPERTIES));
        if (!asked
                && resource(System.getProperty("os.name"), System.getProperty("os.arch"), path -> Files.exists(path))
                        .filter(resource -> isUnpacked(resource, directory))
                        .isPresent()) {
            loadFrom(directory);
        }
    }

    /** @return absent where the driver is to find out which one it is, as where musl is installed beside glibc */
    static Optional<String> resource(String system, String architecture, Predicate<Path> exists) {
        Optional<String> folder = Optional.ofNullable(FOLDERS.get(architecture));
        return folder.filter(known -> system.equals("Linux")
                        && exists.test(GLIBC_LOADERS.get(architecture))
                        && !exists.test(Path.of("/lib/ld-musl-" + known + ".so.1")))
                .map(known -> "/org/sqlite/native/Linux/" + known + "/" + FILE_NAME);
    }

    private static boolean isUnpacked(String resource, Path directory) {
        Path library = directory.resolve(FILE_NAME);
        try {
            if (!holds(library, resource)) {
                unpack(resource, library);
            }
        } catch (IOException asTheDriverCan) {
            return false;
        }
        return Files.isExecutable(library);
    }

    private static boolean holds(Path library, String resource) throws IOException {
        if (!Files.isRegularFile(library)) {
            return false;
        }
        byte[] expected = new byte[CHUNK_OCTETS];
        byte[] found = new byte[CHUNK_OCTETS];
        try (InputStream shipped = shipped(resource);
                InputStream unpacked = Files.newInputStream(library)) {
            int length;
            do {
                length = shipped.readNBytes(expected, 0, CHUNK_OCTETS);
                if (!Arrays.equals(expected, 0, length, found, 0, unpacked.readNBytes(found, 0, CHUNK_OCTETS))) {
                    return false;
                }
            } while (length == CHUNK_OCTETS);
        }
        return true;
    }

    /** A process that was killed in the midst leaves a file that the next one writes over. */
    private static void unpack(String resource, Path library) throws IOException {
        Path written = library.resolveSibling(WRITTEN_FIRST);
        if (written.toAbsolutePath().getParent().toFile().getUsableSpace() < LEAST_SPACE_OCTETS) {
            throw new IOException("too little space");
        }
        try (InputStream shipped = shipped(resource)) {
            Files.copy(shipped, written, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwx------"));
            Files.move(written, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static InputStream shipped(String resource) throws IOException {
        InputStream shipped = SQLiteJDBCLoader.class.getResourceAsStream(resource);
        if (shipped == null) {
            throw new IOException("the driver has no " + resource);
        }
        return shipped;
    }

    private static void loadFrom(Path directory) {
        System.setProperty(DIRECTORY_PROPERTY, directory.toAbsolutePath().toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception saidAgainByTheFirstConnection) {
            // Which tries once more, in the driver's own way.
        } finally {
            System.clearProperty(DIRECTORY_PROPERTY);
        }
    }
}
