package io.keyvigil.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Gives one parser very many inputs, and counts what it throws and how long it takes. Each input is made of its own seed. */
final class FuzzedParser {

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    private static final int WARM_UP = 1_000;

    private final String name;
    private final List<byte[]> examples;
    private final Consumer<byte[]> parser;
    private final Map<String, Integer> exceptions = new TreeMap<>();
    private int inputs;
    private long octets;
    private long slowestNanos;
    private long slowestSeed;
    private int slowestLength;

    FuzzedParser(String name, List<byte[]> examples, Consumer<byte[]> parser) {
        this.name = name;
        this.examples = examples;
        this.parser = parser;
    }

    void run(int count, long seed) {
        for (int input = 0; input < count; input++) {
            run(seed + input);
        }
    }

    private void run(long seed) {
        byte[] input = new Mutations(seed).of(examples);
        long begun = PROCESSOR.getCurrentThreadCpuTime();
        try {
            parser.accept(input);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            exceptions.merge(thrown.getClass().getName() + " of seed " + seed, 1, Integer::sum);
        }
        long nanos = PROCESSOR.getCurrentThreadCpuTime() - begun;
        inputs++;
        octets += input.length;
        // The first ones are slow because the code is cold.
        if (nanos > slowestNanos && inputs > WARM_UP) {
            slowestNanos = nanos;
            slowestSeed = seed;
            slowestLength = input.length;
        }
    }

    int inputs() {
        return inputs;
    }

    int thrown() {
        return exceptions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A row of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %d | %.1f ms, %,d bytes, seed %d |",
                name,
                inputs,
                inputs == 0 ? 0 : octets / inputs,
                thrown(),
                slowestNanos / 1e6,
                slowestLength,
                slowestSeed);
    }

    Map<String, Integer> exceptions() {
        return exceptions;
    }
}
