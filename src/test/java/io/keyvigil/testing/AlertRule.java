package io.keyvigil.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** An alert rule of the checked-in Prometheus rule file. What a rule lacks is empty text. */
public record AlertRule(
        String name,
        String severity,
        String expression,
        String pendingFor,
        String keptFor,
        Map<String, String> annotations) {

    public static final Path FILE = Path.of("k8s/rules/keyvigil.rules.yaml");

    /** Every alert rule, in the file's order. */
    public static List<AlertRule> all() {
        return rules().stream()
                .filter(rule -> rule.containsKey("alert"))
                .map(AlertRule::of)
                .toList();
    }

    /** The expressions of alert rules and recording rules. */
    public static List<String> expressions() {
        return rules().stream().map(rule -> text(rule, "expr")).toList();
    }

    public String annotation(String annotation) {
        return annotations.getOrDefault(annotation, "");
    }

    @Override
    public String toString() {
        return name + " (" + severity + ")";
    }

    private static List<Map<String, Object>> rules() {
        return list(yaml(FILE), "groups").stream()
                .flatMap(group -> list(group, "rules").stream())
                .toList();
    }

    private static AlertRule of(Map<String, Object> rule) {
        return new AlertRule(
                text(rule, "alert"),
                texts(rule, "labels").getOrDefault("severity", ""),
                text(rule, "expr"),
                text(rule, "for"),
                text(rule, "keep_firing_for"),
                texts(rule, "annotations"));
    }

    public static Map<String, Object> yaml(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(Map<String, Object> mapping, String member) {
        return (List<Map<String, Object>>) mapping.getOrDefault(member, List.of());
    }

    private static String text(Map<String, Object> mapping, String member) {
        return String.valueOf(mapping.getOrDefault(member, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Map<String, Object> mapping, String member) {
        return (Map<String, String>) mapping.getOrDefault(member, Map.of());
    }
}
