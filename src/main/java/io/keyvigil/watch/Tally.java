package io.keyvigil.watch;

import java.util.Arrays;

/** Immutable counts of the values of one enum. Counts start at zero with the process, as Prometheus expects. */
public final class Tally<E extends Enum<E>> {

    private static final Tally<?> EMPTY = new Tally<>(new int[0]);

    private final int[] counts;

    private Tally(int[] counts) {
        this.counts = counts;
    }

    @SuppressWarnings("unchecked")
    public static <E extends Enum<E>> Tally<E> empty() {
        return (Tally<E>) EMPTY;
    }

    public int of(E value) {
        return value.ordinal() < counts.length ? counts[value.ordinal()] : 0;
    }

    public int total() {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    public Tally<E> plusOne(E value) {
        int[] more = Arrays.copyOf(counts, Math.max(counts.length, value.ordinal() + 1));
        more[value.ordinal()]++;
        return new Tally<>(more);
    }
}
