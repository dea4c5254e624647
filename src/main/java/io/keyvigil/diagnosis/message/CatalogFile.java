package io.keyvigil.diagnosis.message;

import io.keyvigil.diagnosis.message.KnownMessage.Level;
import io.keyvigil.diagnosis.message.KnownMessage.Validity;
import io.keyvigil.tenant.AsciiCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One file of the catalog: the products of a family and their messages. An invalid file is refused. */
final class CatalogFile {

    private static final int LONGEST_ID = 48;
    private static final List<MessageTopic> OF_THE_VALIDATOR =
            List.of(MessageTopic.KEYSET, MessageTopic.FETCH, MessageTopic.KEY, MessageTopic.ALGORITHM);

    /** A product, and the words in a text that prove it. */
    record Product(String name, List<String> marks, String source) {}

    /** A message and the texts by which it is recognized. */
    record Row(KnownMessage message, List<String> says) {}

    private final Map<?, ?> products;
    private final List<?> rows;

    private CatalogFile(Map<?, ?> document) {
        this.products = (Map<?, ?>) document.get("products");
        this.rows = (List<?>) document.get("messages");
    }

    static CatalogFile load(String resource) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        try (InputStream stream = CatalogFile.class.getResourceAsStream(resource)) {
            return new CatalogFile(new Yaml(new SafeConstructor(options)).load(stream));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Stream<Product> products() {
        return products.keySet().stream().map(this::product);
    }

    private Product product(Object id) {
        Map<?, ?> row = (Map<?, ?>) products.get(id);
        if (row == null) {
            throw new IllegalStateException("no such product: " + id);
        }
        List<String> marks = texts(row, "marks").stream()
                .map(mark -> NormalText.of(mark).value())
                .toList();
        return new Product((String) row.get("name"), marks, (String) row.get("source"));
    }

    Stream<Row> rows() {
        return rows.stream().map(row -> (Map<?, ?>) row).flatMap(this::rows);
    }

    /** Reads a row: without a code it is one message, with codes it is one message per code. */
    private Stream<Row> rows(Map<?, ?> row) {
        List<String> codes = texts(row, "codes");
        List<String> says = texts(row, "says");
        if (codes.isEmpty()) {
            return Stream.of(new Row(message(row, id(says.get(0))), says));
        }
        return codes.stream().map(code -> new Row(message(row, code), says));
    }

    private KnownMessage message(Map<?, ?> row, String id) {
        List<Product> by = texts(row, "by").stream().map(this::product).toList();
        List<MessageTopic> about =
                texts(row, "about").stream().map(MessageTopic::of).toList();
        Object valid = row.get("valid-token");
        String source = Optional.ofNullable(row.get("source"))
                .map(String.class::cast)
                .or(() -> CodePages.of(id))
                .orElseGet(() -> by.get(0).source());
        return new KnownMessage(
                id,
                by.stream().map(Product::name).toList(),
                text(row, "versions"),
                about,
                level(row, id),
                valid == null ? about.stream().anyMatch(OF_THE_VALIDATOR::contains) : (Boolean) valid,
                validity(text(row, "validity")),
                (String) row.get("meaning"),
                text(row, "remedy"),
                source);
    }

    private static Validity validity(String name) {
        return name.isEmpty() ? Validity.UNSAID : Validity.valueOf(AsciiCase.upper(name));
    }

    private static Level level(Map<?, ?> row, String id) {
        String level = text(row, "level");
        if (!level.isEmpty()) {
            return Level.valueOf(AsciiCase.upper(level));
        }
        return CodePages.isCode(id) ? Level.CODE : Level.SPECIFIC;
    }

    /** The words of the text as an identifier. A text that begins with a code is a variant of that code and keeps its name. */
    private static String id(String says) {
        Optional<String> code = CodePages.codeAtStart(says);
        String words = AsciiCase.lower(says)
                .replaceAll("\\{[*wn]}", " ")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return code.orElse(words.length() > LONGEST_ID ? words.substring(0, LONGEST_ID) : words);
    }

    private static String text(Map<?, ?> row, String name) {
        return row.get(name) == null ? "" : String.valueOf(row.get(name));
    }

    private static List<String> texts(Map<?, ?> row, String name) {
        Object value = row.get(name);
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
