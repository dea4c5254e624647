package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.NO_RIVAL;
import static io.keyvigil.bench.GoalTable.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a tenant with two RSA keys and a {@link Past} of ten events takes of the heap at rest.
 *
 * <ol>
 *   <li>Both sizes keep every connection busy while they poll, so that the buffers of connections, which do not depend on
 *       the number of tenants, are on both sides.
 *   <li>Of several looks within a minute the least counts: what polls in flight hold, and what waits for the store's next
 *       batch of notes, is not at rest.
 * </ol>
 */
record HeapGoal(GoalTable table, JavaHome java, StubProcess stub, Path directory) {

    private static final int FEW = 1_010;
    private static final int MANY = 6_010;
    private static final int EVERY_SECONDS = 10;
    private static final int LOOKS = 7;

    void measure() throws IOException, InterruptedException {
        long perTenant = (live(MANY) - live(FEW)) / (MANY - FEW);
        table.row(
                text("heap a tenant with two RSA keys and %d events", Past.EVENTS),
                NO_RIVAL,
                text("%,d B", perTenant),
                "3,072 B");
    }

    private long live(int tenants) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve("heap-" + tenants));
        // Numbers of their own: the past of a tenant happens once.
        WatchedUrls urls = new WatchedUrls(stub.withPast() + tenants, tenants, EVERY_SECONDS);
        try (Program program = Program.start(urls.write(place), place, java.command("-Xmx128m", Program.COMPACT))) {
            program.awaitReady();
            TimeUnit.SECONDS.sleep((Past.LAST + 2L) * EVERY_SECONDS);
            if (program.scrape().events() != (long) Past.EVENTS * tenants) {
                throw new IllegalStateException(
                        "the past is not over: " + program.scrape().events() + " events");
            }
            return least(program);
        }
    }

    private static long least(Program program) throws IOException, InterruptedException {
        long least = program.liveHeapBytes();
        for (int look = 1; look < LOOKS; look++) {
            TimeUnit.SECONDS.sleep(EVERY_SECONDS);
            least = Math.min(least, program.liveHeapBytes());
        }
        return least;
    }
}
