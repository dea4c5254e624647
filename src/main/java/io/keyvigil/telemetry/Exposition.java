package io.keyvigil.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes samples in the Prometheus text format 0.0.4 or OpenMetrics 1.0, as a stream: at most 32 KiB of a page are in memory. */
final class Exposition {

    private static final int BUFFER = 32 * 1024;
    private static final int NANO_DECIMALS = 9;
    private static final String COUNTER_SUFFIX = "_total";

    private final OutputStream out;
    private final boolean openMetrics;
    private final StringBuilder text = new StringBuilder(BUFFER + 1024);
    private MetricFamily family;

    Exposition(OutputStream out, boolean openMetrics) {
        this.out = out;
        this.openMetrics = openMetrics;
    }

    /** Begins a family; all its samples must follow before the next family begins. */
    void begin(MetricFamily next) {
        family = next;
        String name = next.familyName();
        if (openMetrics && next.type() == MetricType.COUNTER) {
            name = name.substring(0, name.length() - COUNTER_SUFFIX.length());
        }
        text.append("# HELP ").append(name).append(' ').append(next.help()).append('\n');
        text.append("# TYPE ").append(name).append(next.type() == MetricType.COUNTER ? " counter\n" : " gauge\n");
    }

    void sample(long value, String... labelValues) {
        labels(labelValues);
        text.append(value).append('\n');
        flushFull();
    }

    /** Writes a time in seconds since 1970, or a duration in seconds, with at most three decimals. */
    void sampleMilliseconds(long milliseconds, String... labelValues) {
        labels(labelValues);
        if (milliseconds < 0) {
            text.append('-');
        }
        long positive = Math.abs(milliseconds);
        text.append(positive / 1000);
        long rest = positive % 1000;
        if (rest != 0) {
            text.append('.').append((char) ('0' + rest / 100));
            text.append((char) ('0' + rest / 10 % 10)).append((char) ('0' + rest % 10));
        }
        text.append('\n');
        flushFull();
    }

    void sample(Instant moment, String... labelValues) {
        sampleMilliseconds(moment.toEpochMilli(), labelValues);
    }

    void sample(Duration duration, String... labelValues) {
        sampleMilliseconds(duration.toMillis(), labelValues);
    }

    void sampleInfinite(String... labelValues) {
        labels(labelValues);
        text.append("+Inf\n");
        flushFull();
    }

    /** Writes a duration in seconds, to the nanosecond. */
    void sampleExactly(Duration duration, String... labelValues) {
        labels(labelValues);
        BigDecimal nanoseconds = BigDecimal.valueOf(duration.toNanos());
        text.append(nanoseconds
                        .movePointLeft(NANO_DECIMALS)
                        .stripTrailingZeros()
                        .toPlainString())
                .append('\n');
        flushFull();
    }

    void flush() {
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void labels(String... labelValues) {
        text.append(family.familyName());
        List<String> names = family.labels();
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? '{' : ',').append(names.get(i)).append("=\"");
            escaped(labelValues[i]);
            text.append('"');
        }
        text.append(names.isEmpty() ? " " : "} ");
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    private void flushFull() {
        if (text.length() >= BUFFER) {
            flush();
        }
    }
}
