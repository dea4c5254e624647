package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next the value of {@code after} for the next page; empty at the end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Page<T>(List<T> items, Optional<String> next) {

    static final String DEFAULT_LIMIT = "100";

    private static final int HIGHEST_LIMIT = 1_000;

    /** Creates a page from a list that has one entry more than the limit if there is a next page. */
    static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), Optional.empty());
        }
        List<T> items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, Optional.of(cursor.apply(items.get(limit - 1))));
    }

    static int checked(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= HIGHEST_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badLimit();
        }
        throw badLimit();
    }

    private static ProblemException badLimit() {
        return ProblemException.badRequest("limit is a number from 1 to " + HIGHEST_LIMIT);
    }
}
