package io.keyvigil;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.OutsideAlert;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.testing.AlertRule;
import io.keyvigil.testing.DocumentedMetrics;
import io.keyvigil.testing.GeneratedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alert rules, in both of their forms, follow from the one list of risks; promtool's own tests are elsewhere. */
class AlertRulesTest {

    private static final Path OPERATOR_FORM = Path.of("k8s/rules/prometheusrule.yaml");
    private static final Path TRIED = Path.of("src/test/resources/promtool/keyvigil.rules.test.yaml");
    private static final String SPEC = "spec:\n";

    /** Of the machine or of Keyvigil, not of one tenant. */
    private static final Set<String> OF_AN_INSTANCE =
            Set.of("KeyvigilClockDrift", "KeyvigilClockUnknown", "KeyvigilBlind", "KeyvigilDown", "KeyvigilAbsent");

    static List<AlertRule> rules() {
        return AlertRule.all();
    }

    static List<AlertRule> rulesOfRisks() {
        Set<String> risks = Arrays.stream(Risk.values()).map(Risk::alertName).collect(Collectors.toSet());
        return rules().stream().filter(rule -> risks.contains(rule.name())).toList();
    }

    static List<AlertRule> rulesOfATenant() {
        return rules().stream()
                .filter(rule -> !OF_AN_INSTANCE.contains(rule.name()))
                .toList();
    }

    @Test
    void everyRiskHasARuleForEachOfItsSeverities() {
        // When
        List<String> rules = rules().stream().map(AlertRule::toString).toList();

        // Then
        Stream<String> risks = Arrays.stream(Risk.values())
                .flatMap(risk -> risk.severities().stream().map(severity -> named(risk.alertName(), severity)));
        Stream<String> outside =
                Arrays.stream(OutsideAlert.values()).map(alert -> named(alert.alertName(), alert.severity()));
        assertThat(rules)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(risks, outside).toList());
    }

    @ParameterizedTest
    @MethodSource("rulesOfRisks")
    void ruleOfARiskAsksForThatRiskAndSeverity(AlertRule rule) {
        // When
        String expression = rule.expression();

        // Then
        String selector = "{risk=\"%s\", severity=\"%s\"}".formatted(rule.name(), rule.severity());
        assertThat(expression).contains("keyvigil_risk" + selector + " == 1");
        assertThat(expression.replace(selector, "")).doesNotContain("{");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleSaysWhatWillBreakAndWhy(AlertRule rule) {
        // When
        Map<String, String> annotations = rule.annotations();

        // Then
        assertThat(rule.pendingFor()).matches("\\d+[smh]");
        assertThat(rule.keptFor()).matches("\\d+[mh]");
        assertThat(annotations).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(rule.annotation("summary")).endsWith(".").doesNotContain("Common causes");
        assertThat(rule.annotation("runbook_url")).contains("http://").endsWith("/runbooks/" + rule.name());
        assertThat(rule.annotation("description")).containsPattern("Common causes: [^{}]+\\.$");
    }

    @ParameterizedTest
    @MethodSource("rulesOfATenant")
    void ruleNamesTheTenantAndTheDeadline(AlertRule rule) {
        // When
        List<String> texts = List.of(rule.annotation("summary"), rule.annotation("description"));

        // Then
        String moment = rule.name().equals("KeyvigilLate")
                ? "{{ $value | humanizeDuration }}"
                : "{{ $value | humanizeTimestamp }}";
        assertThat(texts)
                .allSatisfy(text ->
                        assertThat(text).contains("{{ $labels.tenant }}").contains(moment));
    }

    @Test
    void everyMetricInARuleExistsWithItsLabels() {
        // Given
        DocumentedMetrics metrics = DocumentedMetrics.read();

        // When
        Stream<String> annotations = rules().stream().flatMap(rule -> rule.annotations().values().stream());
        List<String> problems = Stream.concat(AlertRule.expressions().stream(), annotations)
                .flatMap(text -> metrics.unknownIn(text).stream())
                .toList();

        // Then
        assertThat(problems).isEmpty();
        assertThat(metrics.unknownIn("keyvigil_risk{cause=\"x\"} or keyvigil_nothing"))
                .hasSize(2);
    }

    @Test
    void operatorsFormHasTheSameRules() throws IOException {
        // Given
        String plain = Files.readString(AlertRule.FILE);

        // When
        UnaryOperator<String> revision = operator ->
                operator.substring(0, operator.indexOf(SPEC) + SPEC.length()) + plain.replaceAll("(?m)^(?=.)", "  ");

        // Then
        GeneratedText.requireUpToDate(OPERATOR_FORM, AlertRulesTest.class, revision);
        assertThat(AlertRule.yaml(OPERATOR_FORM))
                .containsEntry("kind", "PrometheusRule")
                .containsEntry("spec", AlertRule.yaml(AlertRule.FILE));
    }

    /** A reader finds each rule by its name, by eye or with grep. */
    @Test
    void everyRuleStartsWithItsName() throws IOException {
        // When
        long lines = Files.readAllLines(AlertRule.FILE).stream()
                .filter(line -> line.matches(" +- alert: Keyvigil[A-Za-z]+"))
                .count();

        // Then
        assertThat(lines).isEqualTo(rules().size());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleIsTriedFiringAndQuiet(AlertRule rule) {
        // When
        Map<Boolean, Long> cases = AlertRule.list(AlertRule.yaml(TRIED), "tests").stream()
                .flatMap(test -> AlertRule.list(test, "alert_rule_test").stream())
                .filter(each -> rule.name().equals(each.get("alertname")))
                .collect(Collectors.partitioningBy(
                        each -> severities(each).contains(rule.severity()), Collectors.counting()));

        // Then
        assertThat(cases.get(true)).as("cases in which it fires").isPositive();
        assertThat(cases.get(false)).as("cases in which it is quiet").isPositive();
    }

    private static Set<String> severities(Map<String, Object> tried) {
        return AlertRule.list(tried, "exp_alerts").stream()
                .map(alert ->
                        ((Map<?, ?>) alert.get("exp_labels")).get("severity").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String named(String alert, Severity severity) {
        return alert + " (" + severity.code() + ")";
    }
}
