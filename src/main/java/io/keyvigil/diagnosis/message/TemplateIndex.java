package io.keyvigil.diagnosis.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds all templates of a list in a text in one pass. Each template is looked up by its sequence of six characters
 * that the fewest other templates contain. The time depends on the length of the text, and hardly on the number of
 * templates. Immutable.
 */
final class TemplateIndex {

    private static final int GRAM = 6;
    private static final int BITS = 7;
    private static final long GRAM_MASK = (1L << GRAM * BITS) - 1;
    private static final int FILTER = 1 << 16;
    /** The maximum number of attempts, for texts that repeat the beginning of a template. */
    private static final int MOST_ATTEMPTS = 64;

    /** The last match of a template in a text. */
    record Hit(int template, int weight, MessageTemplate.Span span) {}

    /** The lookup position of a template: the place of its six characters in one of its literals. */
    private record Anchor(int template, int literal, int offset, long gram) {}

    private final List<MessageTemplate> templates;
    private final Map<Long, List<Anchor>> anchors = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER);

    TemplateIndex(List<MessageTemplate> templates) {
        this.templates = List.copyOf(templates);
        Map<Long, Integer> frequencies = new HashMap<>();
        for (int index = 0; index < templates.size(); index++) {
            places(index).stream()
                    .map(Anchor::gram)
                    .distinct()
                    .forEach(gram -> frequencies.merge(gram, 1, Integer::sum));
        }
        for (int index = 0; index < templates.size(); index++) {
            Anchor rarest = places(index).stream()
                    .min((one, other) -> Integer.compare(frequencies.get(one.gram()), frequencies.get(other.gram())))
                    .orElseThrow(() -> new IllegalStateException("a template needs six characters in a row"));
            anchors.computeIfAbsent(rarest.gram(), gram -> new ArrayList<>()).add(rarest);
            filter.set(hash(rarest.gram()));
        }
    }

    private List<Anchor> places(int template) {
        List<String> literals = templates.get(template).literals();
        return IntStream.range(0, literals.size())
                .boxed()
                .flatMap(literal -> IntStream.rangeClosed(
                                0, literals.get(literal).length() - GRAM)
                        .mapToObj(offset -> new Anchor(template, literal, offset, gram(literals.get(literal), offset))))
                .toList();
    }

    private static long gram(String text, int offset) {
        long gram = 0;
        for (int index = offset; index < offset + GRAM; index++) {
            gram = next(gram, text.charAt(index));
        }
        return gram;
    }

    private static long next(long gram, char character) {
        return (gram << BITS | Math.min(character, (1 << BITS) - 1)) & GRAM_MASK;
    }

    private static int hash(long gram) {
        return (int) (gram * 0x9E3779B97F4A7C15L >>> 48);
    }

    /** @param text normalized, see {@link NormalText} */
    List<Hit> find(String text) {
        Hit[] hits = new Hit[templates.size()];
        int[] attempts = new int[templates.size()];
        long gram = 0;
        for (int index = 0; index < text.length(); index++) {
            gram = next(gram, text.charAt(index));
            if (filter.get(hash(gram)) && index >= GRAM - 1) {
                for (Anchor anchor : anchors.getOrDefault(gram, List.of())) {
                    match(text, anchor, index - GRAM + 1, attempts).ifPresent(hit -> hits[hit.template()] = hit);
                }
            }
        }
        return Arrays.stream(hits).filter(Objects::nonNull).toList();
    }

    private Optional<Hit> match(String text, Anchor anchor, int place, int[] attempts) {
        int start = place - anchor.offset();
        MessageTemplate template = templates.get(anchor.template());
        boolean begins = start >= 0 && text.startsWith(template.literals().get(anchor.literal()), start);
        if (!begins || attempts[anchor.template()]++ > MOST_ATTEMPTS) {
            return Optional.empty();
        }
        return template.matchAt(text, anchor.literal(), start)
                .map(span -> new Hit(anchor.template(), template.weight(), span));
    }
}
