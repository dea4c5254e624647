package io.keyvigil.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The watch list's file. Checks for a change cheaply, and limits the size that it reads. */
final class WatchListFile {

    static final int MOST_BYTES = 64 * 1024 * 1024;

    /**
     * Identifies one state of the file.
     *
     * @param real the path without symbolic links: Kubernetes replaces a ConfigMap's content by changing one of them
     * @param fileKey device and inode if the platform has them, else null, as returned by Java
     */
    record Stamp(Path real, Object fileKey, FileTime modified, long size) {}

    /**
     * The content of the file.
     *
     * @param readable whether its bytes could be read
     * @param text the bytes as text; empty if they are not text
     */
    record Content(boolean readable, Optional<String> text, WatchListReading reading) {}

    private final Path file;

    WatchListFile(Path file) {
        this.file = file;
    }

    /** Returns the state of the file; empty if it does not exist or access is denied. */
    Optional<Stamp> stamp() {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return Optional.of(new Stamp(real, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size()));
        } catch (IOException unseen) {
            return Optional.empty();
        }
    }

    Content read() {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? refused(true, OptionalInt.empty(), "is larger than 64 MiB", "write a shorter watch list")
                    : decode(bytes);
        } catch (NoSuchFileException missing) {
            return refused(
                    false,
                    OptionalInt.empty(),
                    "cannot be read: there is no such file",
                    "create it, or correct the path");
        } catch (IOException unreadable) {
            String problem = "cannot be read: "
                    + (Files.isDirectory(file)
                            ? "it is a directory"
                            : unreadable.getClass().getSimpleName());
            return refused(false, OptionalInt.empty(), problem, "make it a file that this process may read");
        }
    }

    /** Parses a text as if it were the content of this file. */
    WatchListReading parse(String text) {
        return WatchListParser.parse(file.toString(), text);
    }

    private Content decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            String text = decoder.decode(buffer).toString();
            return new Content(true, Optional.of(text), parse(text));
        } catch (CharacterCodingException notUtf8) {
            int line = 1;
            for (int index = 0; index < buffer.position(); index++) {
                line += bytes[index] == '\n' ? 1 : 0;
            }
            return refused(true, OptionalInt.of(line), "is not UTF-8", "save it as UTF-8");
        }
    }

    private Content refused(boolean readable, OptionalInt line, String problem, String remedy) {
        WatchListProblem found = new WatchListProblem(file.toString(), line, "the watch list " + problem, remedy);
        return new Content(readable, Optional.empty(), WatchListReading.refused(List.of(found)));
    }
}
