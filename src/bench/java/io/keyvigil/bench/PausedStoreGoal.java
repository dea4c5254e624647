package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.text;

import io.keyvigil.testing.SharedDatabase;
import io.keyvigil.testing.TroubledProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A PostgreSQL server whose processes are stopped, while every tenth poll finds other keys. */
record PausedStoreGoal(GoalTable table, JavaHome java, Path directory) {

    private static final int TENANTS = 60;
    private static final long WARM_UP_SECONDS = 10;
    private static final long PAUSE_SECONDS = 40;

    void measure() throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("paused"));
        SharedDatabase database = SharedDatabase.create();
        try (TroubledProviders providers = new TroubledProviders()) {
            Path watchList = Files.writeString(own.resolve("watchlist.yaml"), watchList(providers));
            List<String> command = Stream.concat(
                            Stream.of("env", "KEYVIGIL_STORE=" + database.address(database.port())),
                            java.anywhere("-Xmx128m").stream())
                    .toList();
            try (Program program = Program.start(watchList, own, command)) {
                program.awaitReady();
                paused(database, providers);
            }
            database.pause();
            try (Program program = Program.start(watchList, own, command)) {
                double ready = program.awaitReady().toMillis() / 1e3;
                table.row(
                        "start while PostgreSQL is paused: until " + TENANTS + " tenants were polled",
                        "125 s",
                        text("%.1f s", ready),
                        GoalTable.NO_RIVAL);
            }
        } finally {
            database.resume();
        }
    }

    private void paused(SharedDatabase database, TroubledProviders providers) throws InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        long due = polls(providers);
        database.pause();
        long made = polls(providers);
        database.resume();
        table.row(
                text(
                        "polls made while PostgreSQL is paused for %d s, share of those of the %1$d s before",
                        PAUSE_SECONDS),
                "19 %",
                text("%.1f %% (%d of %d)", 100.0 * made / due, made, due),
                "98 %");
    }

    private static String watchList(TroubledProviders providers) {
        return IntStream.range(0, TENANTS)
                .mapToObj(
                        number -> "  t%1$d: {issuer: 'http://127.0.0.1:%2$d/t%1$d', jwks-uri: '%3$s', poll-every: 1s}\n"
                                .formatted(
                                        number,
                                        providers.port(),
                                        "http://127.0.0.1:" + providers.port() + path(number)))
                .collect(Collectors.joining("", "tenants:\n", ""));
    }

    private static String path(int number) {
        return "/changes" + number;
    }

    private static long polls(TroubledProviders providers) throws InterruptedException {
        long before = requested(providers);
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        return requested(providers) - before;
    }

    private static long requested(TroubledProviders providers) {
        return IntStream.range(0, TENANTS)
                .mapToLong(number -> providers.requested(path(number)).size())
                .sum();
    }
}
