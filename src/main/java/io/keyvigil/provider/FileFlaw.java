package io.keyvigil.provider;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Describes why a file could not be read. */
final class FileFlaw {

    private FileFlaw() {}

    static String describe(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read it";
        }
        return Files.isDirectory(file) ? "it is a directory" : "it could not be read";
    }
}
