package io.keyvigil.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The figures as two Markdown tables. */
final class DiagnosisReport {

    private static final double MEDIAN = 50;

    private final List<String> lines = new ArrayList<>();

    DiagnosisReport() {
        lines.add(String.format(
                Locale.ROOT,
                "Machine: %d cores, Java %s (%s), %s %s.",
                Program.PROCESSORS,
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
        lines.add("");
    }

    void validations(Collection<RunResult> results) {
        Map<String, Statistics> times = new HashMap<>();
        results.forEach(
                result -> times.put(name(result), result.getPrimaryResult().getStatistics()));
        double cheaper = Math.min(median(times, "jose4j"), median(times, "nimbus"));
        lines.add("| one RS256 token, RSA of 2,048 bits | median | mean | of the cheaper library |");
        lines.add("| --- | ---: | ---: | ---: |");
        row(times, "platform", "bare verification by the platform", cheaper);
        row(times, "jose4j", "validation by jose4j", cheaper);
        row(times, "nimbus", "validation by Nimbus", cheaper);
        row(times, "good 1", "diagnosis of a good token, 1 tenant", cheaper);
        row(times, "good 10000", "diagnosis of a good token, 10,000 tenants", cheaper);
        row(times, "forged 1", "diagnosis of a forged token, 1 tenant of 2 keys", cheaper);
        row(times, "forged 10000", "diagnosis of a forged token, 10,000 tenants of 2 keys", cheaper);
        row(times, "forgedWithManyKeys", "diagnosis of a forged token, 1 tenant of 100 keys", cheaper);
    }

    private void row(Map<String, Statistics> times, String name, String text, double cheaper) {
        double median = median(times, name);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %,.1f µs | %,.1f µs | %.2f × |",
                text,
                median,
                times.get(name).getMean(),
                median / cheaper));
    }

    private static double median(Map<String, Statistics> times, String name) {
        return times.get(name).getPercentile(MEDIAN);
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String tenants = result.getParams().getParam("tenants");
        return tenants == null ? method : method + " " + tenants;
    }

    void answers(List<LoadFigures> figures) {
        lines.add("");
        lines.add("| POST /diagnose, good token, one core, " + Load.CONNECTIONS + " connections | a second"
                + " | processor time each | a second of processor time |");
        lines.add("| --- | ---: | ---: | ---: |");
        figures.forEach(face -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.0f µs | %,.0f |",
                face.face(),
                face.perSecond(),
                face.processorMicros(),
                1e6 / face.processorMicros())));
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
