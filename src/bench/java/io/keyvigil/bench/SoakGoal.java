package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.mebibytes;
import static io.keyvigil.bench.GoalTable.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand tenants polled every 10 s, of which one in twenty changes its keys each time, under the load of {@link SoakLoad},
 * for {@code bench.soak.minutes}, with {@code bench.jvm-options} in addition to the image's options. Prints what the program takes, every minute.
 */
record SoakGoal(GoalTable table, JavaHome java, Path directory) {

    private static final int TENANTS = 1_000;
    private static final int FLAT_MINUTES = 10;
    private static final long FLAT_BYTES = 8 << 20;

    void measure() throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("soak"));
        KeyPair key = ProviderKeys.generated();
        String token = AccessToken.signedBy(key, Instant.now());
        try (StubProcess stub = StubProcess.start(own);
                Program program = Program.start(watchList(own, stub, key), own, java.anywhere(options()))) {
            program.awaitReady();
            List<SoakSample> samples = new ArrayList<>(List.of(SoakSample.of(program)));
            try (SoakLoad load = SoakLoad.on(program.child().port(), token)) {
                for (int minute = 1; minute <= minutes(); minute++) {
                    TimeUnit.MINUTES.sleep(1);
                    samples.add(SoakSample.of(program));
                    System.err.println(text("soak: minute %d: %s", minute, samples.get(minute)));
                }
                System.err.println("soak: " + load);
            }
            rows(program, samples);
        }
    }

    private static String[] options() {
        return ("-Xmx128m " + System.getProperty("bench.jvm-options", ""))
                .strip()
                .split(" +");
    }

    private static int minutes() {
        return Integer.getInteger("bench.soak.minutes", 20);
    }

    private void rows(Program program, List<SoakSample> samples) throws IOException, InterruptedException {
        SoakSample last = samples.get(samples.size() - 1);
        SoakSample earlier = samples.get(Math.max(1, samples.size() - 1 - FLAT_MINUTES));
        table.row(
                text("resident size after %d minutes of load, `%s`", minutes(), String.join(" ", options())),
                "476 MiB",
                mebibytes(last.residentBytes()),
                "256 MiB");
        table.row(
                "the same: growth in the last " + Math.min(FLAT_MINUTES, minutes() - 1) + " minutes",
                "growing",
                mebibytes(last.residentBytes() - earlier.residentBytes()),
                "flat: below " + mebibytes(FLAT_BYTES));
        table.row("the same: stack traces in the log", "273", text("%d", stackTraces()), "0");
        table.row("the same: live heap", "61 MiB", mebibytes(program.liveHeapBytes()), GoalTable.NO_RIVAL);
        table.row("the same: threads, open files", GoalTable.NO_RIVAL, last.threads() + ", " + last.files(), "–");
        table.row("the same: size of the store", GoalTable.NO_RIVAL, mebibytes(last.storeBytes()), "–");
        Scrape scrape = program.scrape();
        table.row(
                "the same: polls, failed polls",
                GoalTable.NO_RIVAL,
                scrape.polls() + ", " + scrape.failedPolls(),
                Duration.ofMinutes(minutes()).toSeconds() / 10 * TENANTS + ", 0");
    }

    /** Groups of lines of which each is a frame. */
    private long stackTraces() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("soak").resolve("keyvigil.log"));
        return IntStream.range(1, lines.size())
                .filter(line -> isFrame(lines.get(line)) && !isFrame(lines.get(line - 1)))
                .count();
    }

    private static boolean isFrame(String line) {
        return line.startsWith("\tat ");
    }

    private static Path watchList(Path directory, StubProcess stub, KeyPair key) throws IOException {
        Path keys = Files.writeString(
                directory.resolve("keys.json"), ProviderKeys.set(key, AccessToken.KID, 2, new Random(1)));
        String orders = "  orders: {issuer: '" + AccessToken.ISSUER + "', jwks-file: '" + keys.toAbsolutePath()
                + "', audiences: ['" + AccessToken.AUDIENCE + "']}\n";
        String changing = IntStream.range(0, TENANTS)
                .mapToObj(tenant -> "  tenant-%d: {issuer: '%s%d', poll-every: 10s, consumers: [gateway]}\n"
                        .formatted(tenant, stub.changing(), tenant))
                .collect(Collectors.joining());
        String consumers = "consumers:\n  gateway: {profile: envoy-jwt-authn}\n";
        return Files.writeString(directory.resolve("watchlist.yaml"), "tenants:\n" + orders + changing + consumers);
    }
}
