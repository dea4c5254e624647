package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be reached, what it is compared with, and what was measured, as a Markdown table. */
final class GoalTable {

    static final String NO_RIVAL = "–";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private final List<String> lines = new ArrayList<>();

    /** @param compared the heading of what the measured figures are compared with */
    GoalTable(String compared) {
        lines.add("| what | " + compared + " | measured | to reach |");
        lines.add("| --- | ---: | ---: | ---: |");
    }

    void row(String what, String compared, String measured, String goal) {
        String line = "| " + String.join(" | ", what, compared, measured, goal) + " |";
        lines.add(line);
        System.err.println(line);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String mebibytes(double octets) {
        return text("%.1f MiB", octets / (1 << 20));
    }

    /** With the machine above it. */
    String print(JavaHome java) throws IOException {
        String machine = text(
                "Machine: %d shared cores (%s; the program and the rival have one where nothing else is said), %s %s; the program on Java %s.",
                Program.PROCESSORS,
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                java.version());
        return machine + "\n\n" + String.join("\n", lines);
    }

    private static String processor() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return "unknown";
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
