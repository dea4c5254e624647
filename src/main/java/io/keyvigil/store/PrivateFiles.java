package io.keyvigil.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps the files of the data directory readable and writable by their owner only, with any umask, if the file system has
 * owners. SQLite creates the log and the shared memory with the permissions of the database file.
 */
final class PrivateFiles {

    private static final Logger LOG = Logger.getLogger(PrivateFiles.class);

    /** All files that this program and SQLite's driver write there. */
    private static final String OURS = "{keyvigil*,*sqlitejdbc*}";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Creates an empty file for its owner if it is missing. The writer of the file reports a failure. */
    static void create(Path file) {
        try {
            if (knowsOwners(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
        } catch (FileAlreadyExistsException expected) {
            // Its permissions are corrected by restrict().
        } catch (IOException e) {
            LOG.debugf("event=data-file-missing file=%s detail=\"%s\"", file, e.getMessage());
        }
    }

    /** Removes the access of all users except the owner from the existing files. A file of another owner is logged. */
    static void restrict(Path directory) {
        if (!knowsOwners(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, OURS)) {
            files.forEach(PrivateFiles::restrictOne);
        } catch (IOException e) {
            LOG.warnf("event=data-file-exposed file=%s detail=\"%s\"", directory, e.getMessage());
        }
    }

    private static void restrictOne(Path file) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                            .equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        } catch (IOException e) {
            LOG.warnf("event=data-file-exposed file=%s detail=\"%s\"", file, e.getMessage());
        }
    }

    private static boolean knowsOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }
}
