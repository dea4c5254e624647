package io.keyvigil.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures as a Markdown table: a column a run, and the machine above. */
final class Report {

    private static final double MEBI = 1024 * 1024;

    private Report() {}

    static String of(List<Figures> runs) {
        Figures base = runs.get(0);
        return Stream.of(
                        machine(),
                        "",
                        row("tenants, each polled every 60 s", runs, run -> text("%,d", run.tenants())),
                        "| --- |" + " ---: |".repeat(runs.size()),
                        row("start to ready (every tenant tried)", runs, run -> text("%.1f s", seconds(run))),
                        row(
                                "polls a second",
                                runs,
                                run -> text("%.1f", run.polling().pollsPerSecond())),
                        row(
                                "polls observed",
                                runs,
                                run -> text("%,d", run.polling().polls())),
                        row(
                                "polls late (more than 66 s after the one before)",
                                runs,
                                run -> text("%,d", run.polling().late())),
                        row(
                                "longest time between two polls",
                                runs,
                                run -> text("%.1f s", run.polling().longestGap().toMillis() / 1e3)),
                        row(
                                "polls failed",
                                runs,
                                run -> text("%,d", run.polling().failed())),
                        row(
                                "processor, share of one core",
                                runs,
                                run -> text("%.1f %%", run.polling().coreShare() * 100)),
                        row(
                                "processor time a poll (2 requests)",
                                runs,
                                run -> text("%.0f µs", run.polling().processorMicros())),
                        row(
                                "heap in use after a full collection",
                                runs,
                                run -> text("%.1f MiB", run.liveHeapBytes() / MEBI)),
                        row(
                                "heap a tenant (beyond the first column)",
                                runs,
                                run -> run == base ? "–" : text("%,d B", run.heapBytesATenant(base))),
                        row("resident memory", runs, run -> text("%.0f MiB", run.residentBytes() / MEBI)),
                        row(
                                "GET /metrics, median of 5",
                                runs,
                                run -> text("%,d ms", run.scrape().took().toMillis())),
                        row(
                                "GET /metrics, processor time",
                                runs,
                                run -> text("%,d ms", run.scraping().toMillis())),
                        row(
                                "GET /metrics, size",
                                runs,
                                run -> text("%.2f MiB", run.scrape().page().length / MEBI)),
                        row(
                                "GET /metrics, series",
                                runs,
                                run -> text("%,d", run.scrape().series())))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String machine() {
        return text(
                "Machine: %d cores (the program has one), Java %s (%s), %s %s; heap at most %s.",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Program.HEAP);
    }

    private static String row(String name, List<Figures> runs, Function<Figures, String> figure) {
        return runs.stream().map(figure).collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }

    private static double seconds(Figures run) {
        return run.ready().toMillis() / 1e3;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
