package io.keyvigil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.Dashboard;
import io.keyvigil.testing.Dashboard.Panel;
import io.keyvigil.testing.Documentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard shows what the service exports, and Grafana can read it. */
class DashboardTest {

    /** Of the process, of Prometheus itself, and of kube-apiserver. */
    private static final Map<String, Set<String>> METRICS_OF_OTHERS = Map.of(
            "jvm_memory_used_bytes", Set.of("area", "id"),
            "process_cpu_usage", Set.of(),
            "process_start_time_seconds", Set.of(),
            "scrape_duration_seconds", Set.of(),
            "apiserver_authentication_jwt_authenticator_jwks_fetch_last_key_set_info",
                    Set.of("jwt_issuer_hash", "apiserver_id_hash", "hash"));

    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("instance", "job", "le");

    private static final Pattern METRIC = Pattern.compile("\\b(?!label_values\\b)[a-z]+(?:_[a-z0-9]+)+\\b(?!\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("([a-z0-9_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|group_left)\\s*\\(([^)]*)\\)");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(keyvigil_[a-z_]+)` \\| ([a-z_ –]+) \\|");

    private static Dashboard dashboard;
    private static Map<String, Set<String>> exported;

    @BeforeAll
    static void read() throws IOException {
        dashboard = Dashboard.read();
        exported = new HashMap<>();
        TABLE_ROW
                .matcher(Documentation.text())
                .results()
                .forEach(row -> exported.put(row.group(1), labels(row.group(2).replace("–", ""), " ")));
    }

    @Test
    void grafanaKnowsItsFormAndFindsItAgain() {
        // When
        JsonNode document = dashboard.document();

        // Then
        assertThat(document.path("schemaVersion").asInt()).isEqualTo(41);
        assertThat(document.path("uid").asText()).isEqualTo("keyvigil");
        assertThat(document.path("id").isNull()).isTrue();
        assertThat(document.path("__inputs").isArray()).isTrue();
        assertThat(dashboard.variables()).containsExactly("datasource", "tenant", "consumer", "url");
    }

    @Test
    void everyQueryGoesToTheChosenDatasource() {
        // When
        List<JsonNode> sources = dashboard.document().findValues("datasource");

        // Then
        assertThat(sources)
                .hasSizeGreaterThan(50)
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isIn("${datasource}", "-- Grafana --"));
    }

    @Test
    void everyPanelHasAnIdOfItsOwnAndSaysWhatItShows() {
        // When
        List<Panel> panels = dashboard.panels();

        // Then
        assertThat(panels).extracting(Panel::id).doesNotHaveDuplicates();
        assertThat(panels).extracting(Panel::title).doesNotContain("").doesNotHaveDuplicates();
        dashboard.document().path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank();
            }
        });
    }

    @Test
    void noPanelCoversAnotherOrLeavesTheGrid() {
        // When
        List<Panel> panels = dashboard.panels();

        // Then
        assertThat(panels)
                .allMatch(panel -> panel.x() >= 0 && panel.width() > 0 && panel.x() + panel.width() <= 24)
                .allSatisfy(panel ->
                        assertThat(panels).filteredOn(other -> other != panel).noneMatch(panel::overlaps));
    }

    @Test
    void everyRowIsAQuestion() {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.type().equals("row"))
                .extracting(Panel::title)
                .containsExactly(
                        "What needs me now?",
                        "Can I see every provider?",
                        "What rotated, what is next?",
                        "Who would reject tokens?",
                        "Is my clock right?",
                        "How is Keyvigil itself?");
    }

    @Test
    void everyMetricIsExportedWithTheLabelsThatAreAskedFor() {
        assertThat(queries()).hasSizeGreaterThan(40).allSatisfy(DashboardTest::asksForWhatThereIs);
    }

    @Test
    void queryForWhatThereIsNotIsNoticed() {
        assertThatThrownBy(() -> asksForWhatThereIs("max(keyvigil_provider_down)"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asksForWhatThereIs("keyvigil_provider_up{kid=\"a\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asksForWhatThereIs("sum by (server) (keyvigil_provider_up)"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void everyTimeIsShownAsADate() {
        dashboard.expressions().forEach((name, expression) -> {
            if (expression.contains("_timestamp_seconds") && !expression.contains("time()")) {
                assertThat(expression).as(name).endsWith("* 1000");
            }
        });
    }

    @Test
    void risksLeadToTheirRunbooks() {
        assertThat(dashboard.document().findValuesAsText("url"))
                .contains(
                        "http://${__data.fields.instance}/runbooks/${__data.fields.risk}",
                        "${url}/runbooks/${__data.fields.risk}");
    }

    @Test
    void provisioningReadsTheDirectoryThatTheDashboardIsMountedTo() throws IOException {
        // Given
        Path provisioning = Path.of("grafana", "provisioning");

        // When
        Object providers = Manifests.documents(Files.readString(provisioning.resolve("dashboards/keyvigil.yaml")))
                .get(0);

        // Then
        assertThat(providers.toString()).contains("path=/var/lib/grafana/dashboards");
        assertThat(Manifests.documents(Files.readString(provisioning.resolve("datasources/prometheus.yaml"))))
                .singleElement()
                .asString()
                .contains("type=prometheus");
    }

    private static List<String> queries() {
        return Stream.of(
                        dashboard.expressions().values().stream(),
                        dashboard.annotations().values().stream(),
                        dashboard.document().findValuesAsText("definition").stream())
                .flatMap(queries -> queries)
                .toList();
    }

    private static void asksForWhatThereIs(String query) {
        Set<String> known = new HashSet<>(LABELS_OF_PROMETHEUS);
        String bare = GROUPING.matcher(query.replaceAll("\"[^\"]*\"", "\"\"")).replaceAll("");
        METRIC.matcher(bare.replaceAll("\\{[^}]*}", ""))
                .results()
                .forEach(metric -> known.addAll(labelsOf(metric.group(), query)));
        assertThat(known).as(query).hasSizeGreaterThanOrEqualTo(LABELS_OF_PROMETHEUS.size());
        SELECTOR.matcher(query).results().forEach(selector -> assertThat(labelsOf(selector.group(1), query))
                .as(query)
                .containsAll(MATCHER.matcher(selector.group(2))
                        .results()
                        .map(matcher -> matcher.group(1))
                        .toList()));
        GROUPING.matcher(query)
                .results()
                .forEach(grouping -> assertThat(known).as(query).containsAll(labels(grouping.group(1), ",")));
    }

    private static Set<String> labelsOf(String metric, String query) {
        String family = metric.replaceFirst("_bucket$", "");
        return Stream.of(exported, METRICS_OF_OTHERS)
                .filter(metrics -> metrics.containsKey(family))
                .map(metrics -> metrics.get(family))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing exports " + metric + ": " + query));
    }

    private static Set<String> labels(String text, String separator) {
        Set<String> labels = new TreeSet<>();
        Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(labels::add);
        return labels;
    }
}
