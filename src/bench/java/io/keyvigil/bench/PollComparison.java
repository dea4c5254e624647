package io.keyvigil.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processor time of a poll, and in the same seconds that of a probe of the same addresses by the rival, at the same pace.
 * Of the rival's rounds the median counts, of the program's their sum: tenants tried first within a minute are polled in
 * waves for long after, so that one round has many polls to share what is paid by the clock, and another few.
 */
final class PollComparison {

    private final Program program;
    private final WatchedUrls urls;
    private final Duration round;
    private final List<Double> probeMicros = new ArrayList<>();
    private final List<Double> scrapes = new ArrayList<>();
    private final PollGaps gaps;
    private Duration processor = Duration.ZERO;
    private double seconds;
    private double polls;
    private int probed;

    PollComparison(Program program, WatchedUrls urls, Duration round) {
        this.program = program;
        this.urls = urls;
        this.round = round;
        this.gaps = new PollGaps(Duration.ofSeconds(urls.everySeconds()));
    }

    void run(int rounds, Optional<Blackbox> rival) throws IOException, InterruptedException {
        for (int i = 0; i < rounds; i++) {
            round(rival);
        }
    }

    private void round(Optional<Blackbox> rival) throws IOException, InterruptedException {
        Scrape first = scrape();
        // What the scrape left to do is not polling.
        TimeUnit.SECONDS.sleep(1);
        Duration before = program.processorTime();
        Duration rivalBefore =
                rival.map(Blackbox::child).map(ChildProcess::processorTime).orElse(Duration.ZERO);
        long begun = System.nanoTime();
        int probes = probeFor(rival);
        double roundSeconds = (System.nanoTime() - begun) / 1e9;
        Duration took = program.processorTime().minus(before);
        if (rival.isPresent()) {
            probeMicros.add(
                    rival.get().child().processorTime().minus(rivalBefore).toNanos() / 1e3 / probes);
        }
        Scrape last = scrape();
        double pollsASecond = (last.polls() - first.polls())
                * 1e3
                / Duration.between(first.at(), last.at()).toMillis();
        processor = processor.plus(took);
        seconds += roundSeconds;
        polls += pollsASecond * roundSeconds;
    }

    private Scrape scrape() throws IOException, InterruptedException {
        Scrape scrape = program.scrape();
        gaps.saw(scrape);
        scrapes.add(scrape.took().toNanos() / 1e9);
        return scrape;
    }

    /** Probes one address after the other, as often as the program polls. */
    private int probeFor(Optional<Blackbox> rival) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        if (rival.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(round.toNanos());
            return 0;
        }
        long between = urls.everySeconds() * 1_000_000_000L / urls.tenants();
        int probes = 0;
        while (System.nanoTime() - begun < round.toNanos()) {
            rival.get().probe(urls.url(probed++ % urls.tenants()));
            probes++;
            LockSupport.parkNanos(Math.max(0, begun + probes * between - System.nanoTime()));
        }
        return probes;
    }

    double micros() {
        return processor.toNanos() / 1e3 / polls;
    }

    double rivalMicros() {
        return Median.of(probeMicros);
    }

    PollGaps gaps() {
        return gaps;
    }

    double scrapeSeconds() {
        return Median.of(scrapes);
    }

    double coreShare() {
        return processor.toNanos() / 1e9 / seconds;
    }
}
