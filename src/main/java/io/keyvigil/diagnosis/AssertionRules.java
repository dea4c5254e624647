package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.AssertionRule.Demand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of all known receivers, from {@code assertion-rules.yaml}. An invalid file is refused. */
final class AssertionRules {

    private static final String SOURCE = "/assertion-rules.yaml";
    private static final Set<FindingCode> WITHOUT_KEYS =
            Set.of(FindingCode.ISSUER_UNKNOWN, FindingCode.NO_KEYS_KNOWN, FindingCode.SIGNED_BY_EMBEDDED_KEY);

    private final List<AssertionRule> rules;

    private AssertionRules(List<AssertionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    static AssertionRules load() {
        try (InputStream stream = AssertionRules.class.getResourceAsStream(SOURCE)) {
            List<Map<String, Object>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new AssertionRules(rows.stream().map(AssertionRules::rule).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<AssertionRule> all() {
        return rules;
    }

    /** The rules of the receiver that the token is made for; empty if no known receiver is recognized. */
    Optional<AssertionRule> of(TokenUnderDiagnosis token) {
        if (token.jwt().isEmpty() || token.claims().isEmpty()) {
            return Optional.empty();
        }
        ShapeFacts facts = ShapeFacts.of(token);
        return rules.stream().filter(rule -> rule.form().hasForm(facts)).findFirst();
    }

    /**
     * Returns the findings without those that do not apply to the tokens of that receiver. A watched issuer or a
     * published key is not missed if no tenant was found: the receiver has the key.
     */
    List<Finding> excused(List<Finding> findings, TokenUnderDiagnosis token) {
        return of(token)
                .map(rule -> findings.stream()
                        .map(finding -> isExcused(finding, rule, token)
                                ? Finding.skipped(
                                        finding.check(), "The rules of " + rule.receiver() + " do not require this.")
                                : finding)
                        .toList())
                .orElse(findings);
    }

    private static boolean isExcused(Finding finding, AssertionRule rule, TokenUnderDiagnosis token) {
        return finding.code()
                .filter(code -> rule.excuses().contains(code.code())
                        || token.subject().isEmpty() && WITHOUT_KEYS.contains(code))
                .isPresent();
    }

    private static AssertionRule rule(Map<String, Object> row) {
        return new AssertionRule(
                TokenShapes.shape(row),
                (String) row.get("receiver"),
                Boolean.TRUE.equals(row.get("embedded")),
                Boolean.TRUE.equals(row.get("thumbprint")),
                Boolean.TRUE.equals(row.get("fingerprint")),
                duration(row, "life"),
                duration(row, "span"),
                duration(row, "age"),
                list(row, "demands").stream()
                        .map(demand -> demand((Map<?, ?>) demand))
                        .toList(),
                Set.copyOf(list(row, "excuses").stream()
                        .map(name -> code((String) name).code())
                        .toList()),
                (String) row.get("date"));
    }

    private static Demand demand(Map<?, ?> row) {
        return new Demand(
                (String) row.get("of"),
                Optional.ofNullable((String) row.get("is")).map(Pattern::compile),
                Optional.ofNullable((String) row.get("same")),
                code((String) row.get("code")),
                (String) row.get("says"));
    }

    private static FindingCode code(String name) {
        return Arrays.stream(FindingCode.values())
                .filter(code -> code.code().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(SOURCE + ": unknown code " + name));
    }

    private static Optional<Duration> duration(Map<String, Object> row, String name) {
        return Optional.ofNullable((String) row.get(name)).map(Duration::parse);
    }

    private static List<?> list(Map<String, Object> row, String name) {
        return row.get(name) instanceof List<?> values ? values : List.of();
    }
}
