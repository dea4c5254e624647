package io.keyvigil.real;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of two mebibytes in memory, which can be filled. Needs the right to mount. */
final class SmallDisk {

    private static final byte[] BLOCK = new byte[4_096];

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException where this process may not mount */
    static SmallDisk mountedOn(Path directory) throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory.toString());
        return new SmallDisk(directory);
    }

    /** Leaves not one block free. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    void unmount() throws IOException, InterruptedException {
        run("umount", "--lazy", directory.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue());
        }
    }
}
