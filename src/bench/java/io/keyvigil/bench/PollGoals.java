package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.NO_RIVAL;
import static io.keyvigil.bench.GoalTable.mebibytes;
import static io.keyvigil.bench.GoalTable.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a poll takes with few, many and very many tenants, at the same number of polls a second, so that what grows is the
 * number of tenants alone. At that pace the JVM's compiler is at work for about seven minutes and takes as much as the
 * polls; it is awaited.
 */
final class PollGoals {

    private static final int FEW = 1_000;
    private static final int SOME = 10_000;
    private static final int ROTATED = 1_000;
    private static final int ROUNDS = 5;

    private final GoalTable table;
    private final JavaHome java;
    private final StubProcess stub;
    private final Path directory;
    private final Duration round = Duration.ofSeconds(Integer.getInteger("bench.seconds", 20));
    private final Duration warmUp = Duration.ofSeconds(Integer.getInteger("bench.polls.warm-up", 480));
    private Optional<Double> fewMicros = Optional.empty();

    PollGoals(GoalTable table, JavaHome java, StubProcess stub, Path directory) {
        this.table = table;
        this.java = java;
        this.stub = stub;
        this.directory = directory;
    }

    void few() throws IOException, InterruptedException {
        WatchedUrls urls = new WatchedUrls(stub.issuers(), FEW, 3);
        try (Program program = start(urls, "-Xmx128m")) {
            PollComparison polls = new PollComparison(program, urls, round);
            polls.run(ROUNDS, Optional.empty());
            fewMicros = Optional.of(polls.micros());
            table.row(text("processor time a poll, %,d tenants", FEW), NO_RIVAL, micros(polls.micros()), NO_RIVAL);
        }
    }

    void beside(Optional<Blackbox> rival) throws IOException, InterruptedException {
        WatchedUrls urls = new WatchedUrls(stub.issuers(), SOME, 30);
        try (Program program = start(urls, "-Xmx256m")) {
            PollComparison polls = new PollComparison(program, urls, round);
            polls.run(ROUNDS, rival);
            table.row(
                    text("processor time a poll, %,d tenants", SOME),
                    rival.isPresent() ? micros(polls.rivalMicros()) : "not installed",
                    micros(polls.micros()),
                    "half of the rival's");
            grown(SOME, polls.micros());
            rotation(program, urls);
        }
    }

    private void rotation(Program program, WatchedUrls urls) throws IOException, InterruptedException {
        Instant rotated = Instant.now();
        stub.child().get("/rotate/" + ROTATED);
        TimeUnit.SECONDS.sleep(urls.everySeconds() + 5L);
        Map<String, Double> noticed = program.scrape().lastRotations();
        List<Double> waits = IntStream.range(0, ROTATED)
                .mapToObj(tenant -> noticed.getOrDefault("tenant-" + tenant, Double.POSITIVE_INFINITY)
                        - rotated.toEpochMilli() / 1e3)
                .toList();
        table.row(
                text("rotation to exported metric, 99th percentile, %,d tenants", SOME),
                text("polled every %d s", urls.everySeconds()),
                text("%.1f s", Median.percentile(waits, 99)),
                text("%d s", urls.everySeconds() + 1));
        stub.child().get("/rotate/0");
    }

    void many() throws IOException, InterruptedException {
        int tenants = Integer.getInteger("bench.many.tenants", 100_000);
        WatchedUrls urls = new WatchedUrls(stub.issuers(), tenants, 300);
        long begun = System.nanoTime();
        try (Program program = start(urls, "-Xmx704m")) {
            String ready = text("%.0f s", (System.nanoTime() - begun) / 1e9 - warmUp.toSeconds());
            PollComparison polls = new PollComparison(program, urls, Duration.ofSeconds(55));
            polls.run(Integer.getInteger("bench.many.rounds", 10), Optional.empty());
            String name = text("%,d tenants polled every 5 min: ", tenants);
            table.row(name + "until each was tried", NO_RIVAL, ready, NO_RIVAL);
            table.row(name + "late polls", NO_RIVAL, text("%,d", polls.gaps().late()), "0");
            table.row(
                    name + "longest time between two polls",
                    NO_RIVAL,
                    text("%.0f s", polls.gaps().longest().toMillis() / 1e3),
                    "330 s");
            table.row(
                    name + "processor, share of one core",
                    NO_RIVAL,
                    text("%.1f %%", polls.coreShare() * 100),
                    "1 core");
            table.row(
                    name + "most resident memory",
                    NO_RIVAL,
                    mebibytes(program.child().mostResidentBytes()),
                    "1 GiB");
            table.row(name + "processor time a poll", NO_RIVAL, micros(polls.micros()), NO_RIVAL);
            grown(tenants, polls.micros());
            page(program, name, polls.scrapeSeconds());
        }
    }

    private void page(Program program, String name, double seconds) throws IOException, InterruptedException {
        table.row(name + "GET /metrics", NO_RIVAL, text("%.1f s", seconds), "5 s");
        long before = program.liveHeapBytes();
        try (HalfReadPage page = HalfReadPage.of(program.child().port())) {
            long during = program.liveHeapBytes();
            table.row(
                    name + "held in memory for a page of " + mebibytes(page.readToTheEnd()),
                    NO_RIVAL,
                    mebibytes(Math.max(0, during - before)),
                    "no full copy");
        }
    }

    private void grown(int tenants, double micros) {
        fewMicros.ifPresent(few -> table.row(
                text("cost growth, %,d → %,d tenants", FEW, tenants),
                NO_RIVAL,
                text("%+.0f %%", (micros / few - 1) * 100),
                "20 %"));
    }

    private Program start(WatchedUrls urls, String heap) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve("tenants-" + urls.tenants()));
        Program program = Program.start(urls.write(place), place, java.command(heap, Program.COMPACT));
        program.awaitReady();
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        return program;
    }

    private static String micros(double micros) {
        return text("%.0f µs", micros);
    }
}
