package io.keyvigil.diagnosis.message;

import io.keyvigil.diagnosis.message.MessageTemplate.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contents of the files {@code messages/*.yaml}. Immutable; loading refuses invalid rows. */
final class CatalogContents {

    /** The families of products, one per file. */
    static final List<String> FILES =
            List.of("aadsts", "dotnet", "azure", "java", "node", "python", "go", "native", "gateways", "clouds");

    /** The minimum number of characters of a text that proves its product: other products print the same short texts. */
    private static final int DISTINCTIVE = 24;

    /** A message in a text; the weight is the number of its fixed characters. */
    record Match(KnownMessage message, int weight, Span span) {}

    private final Map<String, KnownMessage> codes = new LinkedHashMap<>();
    private final Map<String, List<String>> marks = new LinkedHashMap<>();
    private final List<List<KnownMessage>> rows;
    private final TemplateIndex index;

    private CatalogContents() {
        Map<String, List<KnownMessage>> texts = new LinkedHashMap<>();
        for (String name : FILES) {
            CatalogFile file = CatalogFile.load("/messages/" + name + ".yaml");
            file.products().forEach(product -> marks.put(product.name(), product.marks()));
            file.rows().forEach(row -> {
                if (row.says().isEmpty()) {
                    codes.put(row.message().id(), row.message());
                }
                row.says().forEach(says -> texts.computeIfAbsent(
                                NormalText.of(says).value(), text -> new ArrayList<>())
                        .add(row.message()));
            });
        }
        this.rows = List.copyOf(texts.values());
        this.index = new TemplateIndex(
                texts.keySet().stream().map(MessageTemplate::of).toList());
    }

    static CatalogContents load() {
        return new CatalogContents();
    }

    Optional<KnownMessage> code(String id) {
        return Optional.ofNullable(codes.get(id));
    }

    List<KnownMessage> codes() {
        return List.copyOf(codes.values());
    }

    List<KnownMessage> texts() {
        return rows.stream().flatMap(List::stream).distinct().toList();
    }

    /** Returns the known messages in a text; each names only the products that the text proves. */
    List<Match> find(String text) {
        return index.find(text).stream()
                .map(hit -> new Match(proven(rows.get(hit.template()), hit.weight(), text), hit.weight(), hit.span()))
                .toList();
    }

    /** Selects the message of one product: if several products print the same text, the words around it can prove one of them. */
    private KnownMessage proven(List<KnownMessage> candidates, int weight, String text) {
        List<KnownMessage> marked = candidates.stream()
                .map(candidate -> candidate.printedBy(marked(candidate, text)))
                .filter(candidate -> !candidate.products().isEmpty())
                .toList();
        if (marked.size() == 1) {
            return marked.get(0);
        }
        KnownMessage general = candidates.stream()
                .filter(candidate -> candidate.products().isEmpty())
                .findFirst()
                .orElse(candidates.get(0));
        List<String> all = candidates.stream()
                .flatMap(candidate -> candidate.products().stream())
                .distinct()
                .toList();
        if (general.products().isEmpty()) {
            return general;
        }
        if (weight >= DISTINCTIVE) {
            return general.printedBy(all);
        }
        return candidates.size() > 1 ? general.unproven() : general.printedBy(List.of());
    }

    private List<String> marked(KnownMessage message, String text) {
        return message.products().stream()
                .filter(product -> marks.get(product).stream().anyMatch(text::contains))
                .toList();
    }
}
