package io.keyvigil.diagnosis.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A text of a product with placeholders for values: <code>{*}</code> is any text of at most 300 characters,
 * <code>{w}</code> a word, <code>{n}</code> a number. A template begins and ends at a word boundary. Matching never
 * backtracks: its cost is bounded by the number of placeholders. Immutable.
 */
final class MessageTemplate {

    /** A match, end exclusive. */
    record Span(int start, int end) {
        boolean overlaps(Span other) {
            return start < other.end && other.start < end;
        }
    }

    private enum Gap {
        ANYTHING(300, character -> true),
        WORD(200, character -> character != ' '),
        NUMBER(24, character -> character >= '0' && character <= '9');

        private final int longest;
        private final IntPredicate allowed;

        Gap(int longest, IntPredicate allowed) {
            this.longest = longest;
            this.allowed = allowed;
        }

        static Gap of(char sign) {
            return switch (sign) {
                case '*' -> ANYTHING;
                case 'w' -> WORD;
                case 'n' -> NUMBER;
                default -> throw new IllegalStateException("unknown place {" + sign + "}");
            };
        }
    }

    private final List<String> literals;
    private final List<Gap> gaps;

    private MessageTemplate(List<String> literals, List<Gap> gaps) {
        this.literals = List.copyOf(literals);
        this.gaps = List.copyOf(gaps);
    }

    static MessageTemplate of(String pattern) {
        String text = NormalText.of(pattern).value();
        List<String> literals = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int begin = 0;
        for (int index = 0; index + 2 < text.length(); index++) {
            if (text.charAt(index) == '{' && text.charAt(index + 2) == '}') {
                literals.add(text.substring(begin, index));
                gaps.add(Gap.of(text.charAt(index + 1)));
                begin = index + 3;
                index += 2;
            }
        }
        literals.add(text.substring(begin));
        if (literals.stream().anyMatch(String::isEmpty)) {
            throw new IllegalStateException("a place must have text on both sides: " + pattern);
        }
        return new MessageTemplate(literals, gaps);
    }

    List<String> literals() {
        return literals;
    }

    /** The number of characters of the template without the placeholders. */
    int weight() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** Matches if the given literal begins here. */
    Optional<Span> matchAt(String text, int literal, int start) {
        if (start < 0 || !text.startsWith(literals.get(literal), start)) {
            return Optional.empty();
        }
        int first = start;
        for (int index = literal - 1; index >= 0 && first >= 0; index--) {
            first = before(text, index, first);
        }
        int end = start + literals.get(literal).length();
        for (int index = literal + 1; index < literals.size() && end >= 0; index++) {
            end = after(text, index, end);
        }
        return first >= 0 && end >= 0 && isBoundary(text, first) && isBoundary(text, end)
                ? Optional.of(new Span(first, end))
                : Optional.empty();
    }

    private int before(String text, int index, int end) {
        Gap gap = gaps.get(index);
        String literal = literals.get(index);
        int last = Math.max(0, end - gap.longest);
        for (int place = end; place >= last; place--) {
            if (place >= literal.length() && text.startsWith(literal, place - literal.length())) {
                return place - literal.length();
            }
            if (place == 0 || !gap.allowed.test(text.charAt(place - 1))) {
                return -1;
            }
        }
        return -1;
    }

    private int after(String text, int index, int begin) {
        Gap gap = gaps.get(index - 1);
        String literal = literals.get(index);
        int last = Math.min(text.length() - literal.length(), begin + gap.longest);
        for (int place = begin; place <= last; place++) {
            if (text.startsWith(literal, place)) {
                return place + literal.length();
            }
            if (!gap.allowed.test(text.charAt(place))) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isBoundary(String text, int place) {
        return place == 0
                || place == text.length()
                || !Character.isLetterOrDigit(text.charAt(place - 1))
                || !Character.isLetterOrDigit(text.charAt(place));
    }
}
