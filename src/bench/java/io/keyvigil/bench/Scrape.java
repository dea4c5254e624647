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
    private static final String LAST_ROTATION = "keyvigil_last_rotation_timestamp_seconds{tenant=\"";

    long series() {
        return samples().count();
    }

    long polls() {
        return sum(sample -> sample.startsWith(POLLS));
    }

    long events() {
        return sum(sample -> sample.startsWith("keyvigil_key_events_total{"));
    }

    long failedPolls() {
        return sum(sample -> sample.startsWith(POLLS) && sample.contains("outcome=\"failed\""));
    }

    /** Of the tenants whose ids begin so. */
    long polls(String tenants) {
        return sum(sample -> sample.startsWith(POLLS + "tenant=\"" + tenants));
    }

    /** Of the tenants whose ids begin so. */
    long failedPolls(String tenants) {
        return sum(sample -> sample.startsWith(POLLS + "tenant=\"" + tenants) && sample.contains("outcome=\"failed\""));
    }

    /** By tenant, in seconds since 1970. */
    Map<String, Double> lastPolls() {
        return byTenant(LAST_POLL);
    }

    /** When which tenant's rotation was noticed, in seconds since 1970. */
    Map<String, Double> lastRotations() {
        return byTenant(LAST_ROTATION);
    }

    private Map<String, Double> byTenant(String series) {
        return samples()
                .filter(sample -> sample.startsWith(series))
                .collect(Collectors.toMap(
                        sample -> sample.substring(series.length(), sample.lastIndexOf('"')), Scrape::value));
    }

    private Stream<String> samples() {
        return new String(page, StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
    }

    /** Of the series that begin so. */
    long sum(String series) {
        return sum(sample -> sample.startsWith(series));
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
