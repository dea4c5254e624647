package io.keyvigil.bench;

import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.RiskReplay;
import io.keyvigil.testing.SigningKeys;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Assesses 10,000 tenants with three consumers each on one thread, forecasts included, and prints processor time, allocation
 * and heap: tenants with two keys and no risk, tenants of which one in a hundred has just replaced its whole set, and the
 * storm in which all have.
 */
final class RiskBenchmark {

    private static final int TENANTS = 10_000;
    private static final int WARM_UPS = 15;
    private static final int ROUNDS = 9;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RiskBenchmark() {}

    public static void main(String... arguments) {
        System.out.println("| tenants | processor time, median | allocated | active risks | heap a tenant for risks |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        measure("quiet", 0);
        measure("1 in 100 replaced all keys", 100);
        measure("all replaced all keys", 1);
    }

    private static void measure(String name, int oneIn) {
        RiskReplay replay = new RiskReplay(
                IntStream.range(0, TENANTS).mapToObj(i -> "t" + i).toArray(String[]::new));
        replay.polls(START, Fetches.fetched(jwk("first"), jwk("second")), 1);
        Instant now = START.plus(Duration.ofDays(2));
        if (oneIn > 0) {
            replay.polls(now, Fetches.fetched(jwk("third"), jwk("fourth")), oneIn);
        }
        long without = used();
        for (int i = 0; i < WARM_UPS; i++) {
            replay.assess();
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> times = new ArrayList<>();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            replay.assess();
            times.add(threads.getCurrentThreadCpuTime() - start);
        }
        allocated = (threads.getCurrentThreadAllocatedBytes() - allocated) / ROUNDS;
        times.sort(Long::compare);
        int active = replay.active().size();
        long with = used();
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f MiB | %,d | %,d B |",
                name,
                times.get(ROUNDS / 2) / 1e6,
                allocated / 1024.0 / 1024,
                active,
                Math.max(0, with - without) / TENANTS));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String jwk(String kid) {
        return SigningKeys.rsa(kid).jwk();
    }
}
