package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.TokenShape.Patterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The kinds of tokens that are recognized by their form, from {@code token-shapes.yaml}. An invalid file is refused. */
final class TokenShapes {

    private static final String SOURCE = "/token-shapes.yaml";
    private static final Set<String> CONDITIONS =
            Set.of("iss", "aud", "sub", "text", "expected", "otherThan", "enc", "header", "claims", "lacks", "codes");

    private final List<TokenShape> shapes;

    private TokenShapes(List<TokenShape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    static TokenShapes load() {
        try (InputStream stream = TokenShapes.class.getResourceAsStream(SOURCE)) {
            List<Map<String, Object>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new TokenShapes(rows.stream().map(TokenShapes::shape).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<TokenShape> all() {
        return shapes;
    }

    /** Returns the cause with the explanation by the kind of the token. */
    Finding explained(Finding cause, TokenUnderDiagnosis token) {
        return shapes.stream()
                .filter(shape -> shape.explains(cause.code().orElseThrow(), token))
                .findFirst()
                .map(shape -> cause.adding(shape.says(), Map.of("shape", shape.id(), "shapeSource", shape.source()))
                        .advising(shape.remedy()))
                .orElse(cause);
    }

    /** Reads one row; an unknown condition or code is refused. */
    static TokenShape shape(Map<String, Object> row) {
        Map<?, ?> when = (Map<?, ?>) row.get("when");
        if (!CONDITIONS.containsAll(when.keySet())) {
            throw new IllegalStateException(SOURCE + ": unknown condition in " + row.get("id"));
        }
        return new TokenShape(
                (String) row.get("id"),
                new Patterns(
                        pattern(when, "iss"),
                        pattern(when, "aud"),
                        pattern(when, "sub"),
                        pattern(when, "text"),
                        pattern(when, "expected"),
                        pattern(when, "otherThan"),
                        pattern(when, "enc")),
                names(when, "header"),
                names(when, "claims"),
                names(when, "lacks"),
                Set.copyOf(codes(when)),
                (String) row.get("says"),
                (String) row.get("do"),
                (String) row.get("source"));
    }

    private static Optional<Pattern> pattern(Map<?, ?> when, String name) {
        return Optional.ofNullable((String) when.get(name)).map(Pattern::compile);
    }

    private static List<String> names(Map<?, ?> when, String name) {
        return when.get(name) instanceof List<?> names
                ? names.stream().map(String.class::cast).toList()
                : List.of();
    }

    private static List<String> codes(Map<?, ?> when) {
        List<String> names = names(when, "codes");
        Set<String> known =
                Arrays.stream(FindingCode.values()).map(FindingCode::code).collect(Collectors.toSet());
        if (!known.containsAll(names)) {
            throw new IllegalStateException(SOURCE + ": unknown code in " + names);
        }
        return names;
    }
}
