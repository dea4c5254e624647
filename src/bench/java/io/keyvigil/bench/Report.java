package io.keyvigil.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures as a Markdown table: a column a run, and the machine above. */
final class Report {

    private static final double MEBI = 1024 * 1024;

    private final List<Figures> runs;
    private final Figures base;
    private final List<String> lines = new ArrayList<>();

    private Report(List<Figures> runs) {
        this.runs = runs;
        this.base = runs.get(0);
    }

    static String of(List<Figures> runs) {
        return Stream.of(machine(), "", table(runs)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String table(List<Figures> runs) {
        Report report = new Report(runs);
        report.row("tenants, each polled every 60 s", run -> text("%,d", run.tenants()));
        report.lines.add("| --- |" + " ---: |".repeat(runs.size()));
        report.row("start to ready (every tenant tried)", run -> text("%.1f s", seconds(run.ready())));
        report.later("polls a second", run -> text("%.1f", run.polling().pollsPerSecond()));
        report.later("polls observed", run -> text("%,d", run.polling().polls()));
        report.later(
                "polls late (more than 66 s after the one before)",
                run -> text("%,d", run.polling().late()));
        report.later(
                "longest time between two polls",
                run -> text("%.1f s", seconds(run.polling().longestGap())));
        report.later("polls failed", run -> text("%,d", run.polling().failed()));
        report.later(
                "processor, share of one core",
                run -> text("%.1f %%", run.polling().coreShare() * 100));
        report.later(
                "processor time a poll (2 requests)",
                run -> text("%.0f µs", run.polling().processorMicros()));
        report.row("heap in use after a full collection", run -> text("%.1f MiB", run.liveHeapBytes() / MEBI));
        report.later(
                "heap a tenant (beyond the first column)", run -> text("%,d B", run.heapBytesATenant(report.base)));
        report.row("resident memory", run -> text("%.0f MiB", run.residentBytes() / MEBI));
        report.row(
                "GET /metrics, median of 5",
                run -> text("%,d ms", run.scrape().took().toMillis()));
        report.row(
                "GET /metrics, processor time",
                run -> text("%,d ms", run.scraping().toMillis()));
        report.row("GET /metrics, size", run -> text("%.2f MiB", run.scrape().page().length / MEBI));
        report.row("GET /metrics, series", run -> text("%,d", run.scrape().series()));
        return String.join(System.lineSeparator(), report.lines);
    }

    private static String machine() {
        return text(
                "Machine: %d cores (the program has one), Java %s (%s), %s %s; heap at most %s.",
                Program.PROCESSORS,
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Program.HEAP);
    }

    private void row(String name, Function<Figures, String> figure) {
        lines.add(runs.stream().map(figure).collect(Collectors.joining(" | ", "| " + name + " | ", " |")));
    }

    /** What the first run is too small to tell. */
    private void later(String name, Function<Figures, String> figure) {
        row(name, run -> run == base ? "–" : figure.apply(run));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
