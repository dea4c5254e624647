package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the inhibition example silences in a real Alertmanager, and what it does not. */
class AlertmanagerInhibitionIT {

    private static final String EXAMPLE = "k8s/rules/alertmanager-inhibition.yaml";
    private static final DebianTool ALERTMANAGER = new DebianTool("prometheus-alertmanager");
    private static final DebianTool AMTOOL = new DebianTool("amtool");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Process alertmanager;
    private URI alerts;

    @BeforeAll
    static void requireTools() {
        assumeTrue(ALERTMANAGER.isInstalled(), "Alertmanager is not installed (Debian: prometheus-alertmanager)");
        assumeTrue(AMTOOL.isInstalled(), "amtool is not installed (Debian: prometheus-alertmanager)");
    }

    @BeforeEach
    void start() throws IOException {
        int port = Program.freePort();
        alerts = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
        alertmanager = ALERTMANAGER.start(
                directory.resolve("alertmanager.log"),
                "--config.file=" + EXAMPLE,
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        await().atMost(LONGEST).ignoreExceptions().until(() -> !shown().isMissingNode());
    }

    @AfterEach
    void end() throws InterruptedException {
        alertmanager.destroy();
        alertmanager.waitFor();
    }

    @Test
    void exampleIsAWholeConfiguration() throws Exception {
        // When
        ProgramRun run = AMTOOL.run(directory, "check-config", EXAMPLE);

        // Then
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("SUCCESS", "5 inhibit rules");
    }

    @Test
    void unreachableProviderSilencesWhatItExplainsOfItsTenant() throws Exception {
        // When
        fire(
                alert("KeyvigilProviderUnreachable", "warning", "contoso", ""),
                alert("KeyvigilLate", "warning", "contoso", ""),
                alert("KeyvigilRotationDue", "info", "contoso", ""),
                alert("KeyvigilConsumerStale", "warning", "contoso", "gateway"),
                alert("KeyvigilConsumerStale", "critical", "contoso", "orders"),
                alert("KeyvigilConsumerWillReject", "critical", "contoso", "orders"),
                alert("KeyvigilLate", "warning", "fabrikam", ""),
                alert("KeyvigilRotationDue", "info", "fabrikam", ""));

        // Then
        assertThat(silenced(8))
                .containsExactly(
                        "KeyvigilConsumerStale warning contoso gateway",
                        "KeyvigilLate warning contoso ",
                        "KeyvigilRotationDue info contoso ");
    }

    @Test
    void blindKeyvigilSilencesAll() throws Exception {
        // When
        fire(
                alert("KeyvigilBlind", "critical", "", ""),
                alert("KeyvigilDown", "warning", "", ""),
                alert("KeyvigilRotationUnsafe", "critical", "contoso", ""),
                alert("KeyvigilLate", "warning", "fabrikam", ""));

        // Then
        assertThat(silenced(4))
                .containsExactly("KeyvigilLate warning fabrikam ", "KeyvigilRotationUnsafe critical contoso ");
    }

    @Test
    void worseDegreeSilencesTheMilderOneOfTheSameConsumer() throws Exception {
        // When
        fire(
                alert("KeyvigilConsumerStale", "critical", "contoso", "gateway"),
                alert("KeyvigilConsumerStale", "warning", "contoso", "gateway"),
                alert("KeyvigilConsumerStale", "warning", "contoso", "orders"),
                alert("KeyvigilConsumerWillReject", "critical", "contoso", "billing"),
                alert("KeyvigilRotationPending", "warning", "contoso", "billing"),
                alert("KeyvigilRotationPending", "warning", "contoso", "orders"));

        // Then
        assertThat(silenced(6))
                .containsExactly(
                        "KeyvigilConsumerStale warning contoso gateway",
                        "KeyvigilRotationPending warning contoso billing");
    }

    private void fire(String... fired) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(alerts)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", fired) + "]"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /** Once all have arrived, and the inhibitor has seen them: it hears of them a moment later. */
    private Set<String> silenced(int fired) throws Exception {
        await().atMost(LONGEST)
                .until(() -> shown().size() == fired && !inhibited().isEmpty());
        return inhibited();
    }

    private Set<String> inhibited() throws Exception {
        Set<String> inhibited = new TreeSet<>();
        for (JsonNode alert : shown()) {
            JsonNode labels = alert.path("labels");
            if (!alert.path("status").path("inhibitedBy").isEmpty()) {
                inhibited.add(String.join(
                        " ",
                        List.of("alertname", "severity", "tenant", "consumer").stream()
                                .map(label -> labels.path(label).asText())
                                .toList()));
            }
        }
        return inhibited;
    }

    private JsonNode shown() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(alerts).timeout(LONGEST).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String alert(String name, String severity, String tenant, String consumer) {
        return """
                {"labels": {"alertname": "%s", "severity": "%s", "job": "keyvigil", "tenant": "%s", "consumer": "%s"}}"""
                .formatted(name, severity, tenant, consumer);
    }
}
