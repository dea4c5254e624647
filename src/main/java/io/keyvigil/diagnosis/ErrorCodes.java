package io.keyvigil.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The table of known codes and library texts, from {@code error-codes.yaml}. A table that is wrong is refused. */
final class ErrorCodes {

    private static final String SOURCE = "/error-codes.yaml";

    private final Map<String, ErrorCode> codes;
    private final List<MessageText> texts;

    private ErrorCodes(Map<String, ErrorCode> codes, List<MessageText> texts) {
        this.codes = codes;
        this.texts = List.copyOf(texts);
    }

    static ErrorCodes load() {
        try (InputStream stream = ErrorCodes.class.getResourceAsStream(SOURCE)) {
            Map<?, ?> table = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new ErrorCodes(codes((Map<?, ?>) table.get("codes")), texts((Map<?, ?>) table.get("texts")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, ErrorCode> codes(Map<?, ?> rows) {
        Map<String, ErrorCode> codes = new LinkedHashMap<>();
        rows.forEach((id, row) -> codes.put((String) id, code((String) id, (Map<?, ?>) row)));
        return codes;
    }

    private static List<MessageText> texts(Map<?, ?> rows) {
        return rows.entrySet().stream()
                .map(row -> text((String) row.getKey(), (Map<?, ?>) row.getValue()))
                .toList();
    }

    private static MessageText text(String name, Map<?, ?> row) {
        List<String> says =
                ((List<?>) row.get("says")).stream().map(String.class::cast).toList();
        return new MessageText(code(name, row), says, Boolean.TRUE.equals(row.get("general")));
    }

    private static ErrorCode code(String id, Map<?, ?> row) {
        List<MessageBucket> about = ((List<?>) row.get("about"))
                .stream()
                        .map(name -> MessageBucket.of((String) name).orElseThrow())
                        .toList();
        String hint = row.get("hint") instanceof String text ? text : "";
        return new ErrorCode(id, about, (String) row.get("meaning"), hint, (String) row.get("basis"));
    }

    Optional<ErrorCode> code(String id) {
        return Optional.ofNullable(codes.get(id));
    }

    Map<String, ErrorCode> codes() {
        return codes;
    }

    List<MessageText> texts() {
        return texts;
    }
}
