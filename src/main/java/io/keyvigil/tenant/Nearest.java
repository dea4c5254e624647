package io.keyvigil.tenant;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the known name that was most likely intended: the one with the smallest edit distance, which is at most a third of its
 * length.
 */
final class Nearest {

    /** The maximum number of compared names. Otherwise every typing error would be compared with 100,000 names. */
    private static final int MOST_COMPARED = 1_000;

    private Nearest() {}

    static Optional<String> to(String written, Collection<String> known) {
        String sought = normalized(written);
        int tolerated = Math.max(1, sought.length() / 3);
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(name -> Math.abs(normalized(name).length() - sought.length()) <= tolerated)
                .filter(name -> distance(sought, normalized(name)) <= tolerated)
                .min(Comparator.comparingInt(name -> distance(sought, normalized(name))));
    }

    /** Returns a name in the style of {@code poll-every}, such as for {@code pollEvery} and {@code poll_every}. */
    private static String normalized(String name) {
        return AsciiCase.lower(name).replace("-", "").replace("_", "");
    }

    /** Computes the Levenshtein distance row by row. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substituted = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substituted, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
