package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.mebibytes;
import static io.keyvigil.bench.GoalTable.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the program takes at one time.
 *
 * @param heapBytes used, dead objects included
 * @param storeBytes of all files in the data directory
 */
record SoakSample(long heapBytes, long residentBytes, long threads, long files, long storeBytes) {

    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

    static SoakSample of(Program program) throws IOException, InterruptedException {
        return new SoakSample(
                program.scrape().sum(HEAP),
                program.residentBytes(),
                program.child().threads(),
                program.child().openFiles(),
                bytes(program.directory().resolve("data")));
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(SoakSample::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text(
                "heap %s, resident %s, threads %d, files %d, store %s",
                mebibytes(heapBytes), mebibytes(residentBytes), threads, files, mebibytes(storeBytes));
    }
}
