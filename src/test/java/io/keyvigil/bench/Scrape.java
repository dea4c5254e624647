package io.keyvigil.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One {@code GET /metrics}.
 *
 * @param at when it was begun
 * @param took until the last octet
 */
record Scrape(Instant at, Duration took, byte[] page) {

    private static final String POLLS = "keyvigil_polls_total{";
    private static final String LAST_POLL = "keyvigil_last_poll_timestamp_seconds{tenant=\"";

    long series() {
        return samples().count();
    }

    long polls() {
        return sum(sample -> sample.startsWith(POLLS));
    }

    long failedPolls() {
        return sum(sample -> sample.startsWith(POLLS) && sample.contains("outcome=\"failed\""));
    }

    /** By tenant, in seconds since 1970. */
    Map<String, Double> lastPolls() {
        return samples()
                .filter(sample -> sample.startsWith(LAST_POLL))
                .collect(Collectors.toMap(
                        sample -> sample.substring(LAST_POLL.length(), sample.lastIndexOf('"')), Scrape::value));
    }

    private Stream<String> samples() {
        return new String(page, StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
    }

    private long sum(Predicate<String> wanted) {
        return samples()
                .filter(wanted)
                .mapToLong(sample -> (long) value(sample))
                .sum();
    }

    private static double value(String sample) {
        return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
    }
}
