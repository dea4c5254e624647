package io.keyvigil.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Explains why a file that a command names cannot be read: the exceptions' own messages contain only the path. */
final class FileTrouble {

    private FileTrouble() {}

    static String of(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return named(e) + "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return named(e) + "this user may not read it";
        }
        return String.valueOf(e.getMessage());
    }

    private static String named(IOException e) {
        return ((FileSystemException) e).getFile() + ": ";
    }
}
