package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.AlertRule;
import io.keyvigil.testing.Dashboard;
import io.keyvigil.testing.DocumentedMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keycloak rotates while the packaged program watches it, Prometheus evaluates the checked-in rules, and Alertmanager tells
 * a receiver: what comes, when, and how long before a real validator rejects its first token. The same scrape feeds the
 * dashboard's queries. The rules' waiting times are shortened; nothing else of them is changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsEndToEndIT {

    private static final Duration LONGEST = Duration.ofSeconds(150);

    private AlertStage stage;
    private List<RotationResult> results;

    @BeforeAll
    void rotate(@TempDir Path directory) throws Exception {
        assumeTrue(PrometheusServer.TOOL.isInstalled(), "Prometheus is not installed (Debian: prometheus)");
        assumeTrue(
                AlertmanagerServer.TOOL.isInstalled(),
                "Alertmanager is not installed (Debian: prometheus-alertmanager)");
        stage = AlertStage.start(directory);
        try (RotationPlay play = new RotationPlay(stage)) {
            results = play.play();
        }
        print();
    }

    private void print() {
        System.out.printf(
                "Alerts of Prometheus' rules, their for and keep_firing_for divided by %d; \"as written\" adds what was"
                        + " cut; in seconds from the provider's change%n",
                ShortenedRules.FACTOR);
        System.out.println(RotationResult.header());
        results.stream().flatMap(result -> result.rows(stage.inbox()).stream()).forEach(System.out::println);
    }

    @AfterAll
    void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void everyRotationRaisesItsAlerts() {
        // When
        List<AlertNotice> fired = notices();

        // Then
        for (AlertNotice notice : fired) {
            assertThat(notice.annotation("summary"))
                    .contains(notice.label("tenant"))
                    .contains(notice.label("consumer"));
            assertThat(notice.annotation("summary") + notice.annotation("description"))
                    .doesNotContain("error expanding");
        }
        assertThat(fired).hasSize(7);
    }

    @Test
    void everyAlertLeadsToItsRunbookAtTheService() throws Exception {
        // When
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (AlertNotice notice : notices()) {
            String address = notice.annotation("runbook_url");
            answers.put(
                    address,
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(address)).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }

        // Then
        assertThat(answers)
                .hasSizeGreaterThan(2)
                .allSatisfy((address, status) -> assertThat(status).as(address).isEqualTo(200));
    }

    @Test
    void plannedRotationIsToldBeforeTheFirstRejection() {
        // When
        List<RotationResult> planned =
                results.stream().filter(result -> result.rotation().planned()).toList();

        // Then
        assertThat(planned).hasSize(2).allSatisfy(result -> assertThat(
                        result.ledBy(first(result).orElseThrow()))
                .as(result.toString())
                .isTrue());
    }

    @Test
    void unsafeRotationHasNoLeadAndSaysSo() {
        // When
        List<AlertNotice> unsafe = results.stream()
                .filter(result -> result.rotation().unsafe())
                .map(result -> first(result).orElseThrow())
                .toList();

        // Then
        assertThat(unsafe).hasSize(2).allSatisfy(notice -> {
            assertThat(notice.deadline().orElseThrow()).isBefore(notice.arrivedAt());
            assertThat(notice.annotation("summary")).contains("are rejected since");
        });
    }

    private Optional<AlertNotice> first(RotationResult result) {
        return stage.inbox().fired(result.rotation().subjects().get(0));
    }

    @Test
    void scheduledRotationIsToldWithItsDeadline() {
        // Given
        RotationResult scheduled = results.get(1);

        // When
        Instant deadline = first(scheduled).flatMap(AlertNotice::deadline).orElseThrow();

        // Then
        assertThat(Duration.between(scheduled.at().plus(AlertedRotation.LEAD), deadline)
                        .abs())
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void everyAlertIsOverInTheEnd() throws Exception {
        // Given what lasts until the last token has expired ends sooner where the tenant is watched no more
        stage.watchOnly(AlertedRotation.all().stream()
                .filter(rotation -> !rotation.unsafe())
                .toList());

        // When
        List<String> subjects = AlertedRotation.all().stream()
                .flatMap(rotation -> rotation.subjects().stream())
                .toList();

        // Then
        await("resolved").atMost(LONGEST).untilAsserted(() -> assertThat(subjects)
                .allMatch(subject -> stage.inbox().resolved(subject).isPresent()));
        for (RotationResult result : results) {
            for (String subject : result.rotation().subjects()) {
                System.out.printf(
                        "%-60s resolved %d s after the change%s%n",
                        subject,
                        Duration.between(
                                        result.at(),
                                        stage.inbox()
                                                .resolved(subject)
                                                .orElseThrow()
                                                .arrivedAt())
                                .toSeconds(),
                        result.rotation().unsafe() ? ", since its tenant is watched no more" : "");
            }
        }
    }

    @Test
    void everythingThatRulesAndPanelsAskForIsScraped() throws Exception {
        // Given
        List<String> asked = new ArrayList<>(List.of(Files.readString(AlertRule.FILE)));
        asked.addAll(Dashboard.read().expressions().values());
        asked.addAll(Dashboard.read().annotations().values());
        asked.add(Dashboard.read().document().path("templating").toString());

        // When
        ScrapedSeries scraped = new ScrapedSeries(stage.prometheus().series(stage.since(), Instant.now()));

        // Then
        System.out.printf("%d metrics are scraped or recorded%n", scraped.metrics());
        assertThat(asked.stream().flatMap(text -> scraped.missing(text).stream()))
                .isEmpty();
        assertThat(DocumentedMetrics.read().names())
                .allMatch(name -> scraped.has(name) || scraped.has(name + "_bucket"));
        assertThat(scraped.missing("sum by (hostname) (keyvigil_polls_total{result=\"failed\"})"))
                .hasSize(2);
    }

    @Test
    void everyQueryOfTheDashboardGivesData() throws Exception {
        // Given
        Map<String, String> queries = new LinkedHashMap<>(Dashboard.read().expressions());
        queries.putAll(Dashboard.read().annotations());

        // When
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            if (!givesNumbers(query.getValue())) {
                empty.add(query.getKey() + ": " + query.getValue());
            }
        }

        // Then
        System.out.printf(
                "%d of %d queries of the dashboard give data%n", queries.size() - empty.size(), queries.size());
        assertThat(empty).isEmpty();
        assertThat(givesNumbers("keyvigil_no_such_metric or vector(0)")).isFalse();
    }

    /** Without the number that some panels show where there is nothing. */
    private boolean givesNumbers(String query) throws Exception {
        String bare = query.replaceFirst(" or vector\\(-?\\d+\\)$", "");
        return stage.prometheus().query(bare, stage.since(), Instant.now()).stream()
                .flatMap(AlertsEndToEndIT::values)
                .anyMatch(value -> !value.equals("NaN"));
    }

    private static Stream<String> values(JsonNode series) {
        List<String> values = new ArrayList<>();
        series.path("values").forEach(pair -> values.add(pair.path(1).asText()));
        return values.stream();
    }

    /** The first of every alert that was to come. */
    private List<AlertNotice> notices() {
        return results.stream()
                .flatMap(result -> result.rotation().subjects().stream())
                .flatMap(subject -> stage.inbox().fired(subject).stream())
                .toList();
    }
}
