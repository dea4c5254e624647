package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One run of the program: start, warm-up, the measured interval, scrapes, heap. The processor time of polling is taken in
 * the pauses between scrapes, so that neither is counted as the other.
 *
 * @param issuers what a tenant's number is appended to
 */
record Run(int tenants, String issuers, Path directory, Duration warmUp, Duration measured) {

    private static final int SCRAPES = 5;

    /** Shorter than half a poll interval, so that no poll falls unseen between two scrapes. */
    private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(15);

    Figures figures() throws IOException, InterruptedException {
        Path watchList = GeneratedWatchList.write(directory, tenants, issuers);
        try (Program program = Program.start(watchList, directory)) {
            Duration ready = program.awaitReady();
            TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
            Polling polling = polling(program);
            long residentBytes = program.residentBytes();
            List<Scrape> scrapes = new ArrayList<>();
            Duration before = program.processorTime();
            for (int i = 0; i < SCRAPES; i++) {
                scrapes.add(program.scrape());
            }
            Duration scraping = program.processorTime().minus(before).dividedBy(SCRAPES);
            return new Figures(
                    tenants, ready, polling, median(scrapes), scraping, residentBytes, program.liveHeapBytes());
        }
    }

    private Polling polling(Program program) throws IOException, InterruptedException {
        PollGaps gaps = new PollGaps(GeneratedWatchList.EVERY);
        Scrape first = program.scrape();
        gaps.saw(first);
        Scrape last = first;
        Duration processor = Duration.ZERO;
        Duration pauses = Duration.ZERO;
        while (pauses.compareTo(measured) < 0) {
            long begunNanos = System.nanoTime();
            Duration before = program.processorTime();
            TimeUnit.NANOSECONDS.sleep(BETWEEN_SCRAPES.toNanos());
            processor = processor.plus(program.processorTime().minus(before));
            pauses = pauses.plusNanos(System.nanoTime() - begunNanos);
            last = program.scrape();
            gaps.saw(last);
        }
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1e3;
        return new Polling(
                (last.polls() - first.polls()) / seconds,
                (double) processor.toNanos() / pauses.toNanos(),
                last.polls() - first.polls(),
                gaps.late(),
                gaps.longest(),
                last.failedPolls());
    }

    private static Scrape median(List<Scrape> scrapes) {
        List<Duration> sorted = scrapes.stream().map(Scrape::took).sorted().toList();
        return IntStream.range(0, scrapes.size())
                .mapToObj(scrapes::get)
                .filter(scrape -> scrape.took().equals(sorted.get(sorted.size() / 2)))
                .findFirst()
                .orElseThrow();
    }
}
