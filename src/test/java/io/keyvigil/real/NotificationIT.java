package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.FakeWebhook;
import io.keyvigil.testing.FakeWebhook.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program tells a real Alertmanager, and a webhook, that a provider is out of reach, and that it is back. */
class NotificationIT {

    private static final DebianTool ALERTMANAGER = new DebianTool("prometheus-alertmanager");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_RESOLVING = Duration.ofSeconds(180);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATION =
            """
            route: {receiver: nobody, group_wait: 1s}
            receivers: [{name: nobody}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeProvider provider = FakeProvider.start();
    private final FakeWebhook webhook = FakeWebhook.start();

    @TempDir
    private Path directory;

    private Process alertmanager;
    private String address;
    private Program program;

    @BeforeAll
    static void requireTools() {
        assumeTrue(ALERTMANAGER.isInstalled(), "Alertmanager is not installed (Debian: prometheus-alertmanager)");
    }

    @BeforeEach
    void start() throws IOException {
        int port = Program.freePort();
        address = "http://127.0.0.1:" + port;
        alertmanager = ALERTMANAGER.start(
                directory.resolve("alertmanager.log"),
                "--config.file=" + Files.writeString(directory.resolve("alertmanager.yaml"), CONFIGURATION),
                "--storage.path=" + directory.resolve("alerts"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        await().atMost(LONGEST).ignoreExceptions().until(() -> shown().isArray());
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                "tenants: {contoso: {issuer: '%s', poll-every: 2s}}\n".formatted(provider.issuer()));
        program = Program.in(directory.resolve("data"))
                .watching(watchList)
                .with("KEYVIGIL_NOTIFY_ALERTMANAGER", address)
                .with("KEYVIGIL_NOTIFY_WEBHOOK", webhook.uri() + "/t0ken")
                .with("KEYVIGIL_NOTIFY_EXTERNAL_URL", "https://keyvigil.example");
    }

    @AfterEach
    void end() throws InterruptedException {
        alertmanager.destroy();
        alertmanager.waitFor();
        provider.close();
        webhook.close();
    }

    @Test
    void providerOutOfReachIsAnAlertUntilItIsBack() throws Exception {
        // Given
        String startsAt;
        String updatedAt;
        try (KeyvigilProcess process = program.serve()) {
            provider.goDown();
            await("the alert").atMost(LONGEST).until(() -> unreachable().size() == 1);
            JsonNode alert = unreachable().get(0);
            startsAt = alert.path("startsAt").asText();
            assertThat(alert.path("labels").path("tenant").asText()).isEqualTo("contoso");
            assertThat(alert.path("labels").path("severity").asText()).isEqualTo("warning");
            assertThat(alert.path("annotations").path("summary").asText()).contains("contoso");
            assertThat(alert.path("annotations").path("runbook_url").asText())
                    .isEqualTo("https://keyvigil.example/runbooks/KeyvigilProviderUnreachable");
            await("the event").atMost(LONGEST).until(() -> !events().isEmpty());
            assertThat(process.log()).doesNotContain("t0ken");
            process.kill();
            updatedAt = unreachable().get(0).path("updatedAt").asText();
        }

        // When
        try (KeyvigilProcess process = program.serve()) {
            await("the alert is repeated")
                    .atMost(LONGEST)
                    .until(() ->
                            !unreachable().get(0).path("updatedAt").asText().equals(updatedAt));
            assertThat(unreachable())
                    .as("one and the same")
                    .extracting(alert -> alert.path("startsAt").asText())
                    .containsExactly(startsAt);
            provider.comeBack();
            await("the end").atMost(LONGEST_RESOLVING).until(() -> unreachable().isEmpty());
            await("the event of the end").atMost(LONGEST).until(() -> events().contains("io.keyvigil.risk.resolved"));
            assertThat(process.stop()).isIn(0, 143);
        }
        program.serve().close();

        // Then
        assertThat(events()).containsExactly("io.keyvigil.risk.fired", "io.keyvigil.risk.resolved");
        assertThat(webhook.received())
                .extracting(received -> received.headers().get("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void wrongSettingsEndTheStart() {
        // Given
        Program wrong = program.with("KEYVIGIL_NOTIFY_ALERTMANAGER", "alertmanager:9093")
                .with("KEYVIGIL_NOTIFY_WEBHOOK", "hooks.example/t0ken")
                .with("KEYVIGIL_NOTIFY_SEVERITY", "loud");

        // When
        ProgramRun run = wrong.run();

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("keyvigil.notify.alertmanager", "keyvigil.notify.webhook", "keyvigil.notify.severity")
                .doesNotContain("t0ken")
                .doesNotContain("\tat ");
    }

    /** The types of the events about the provider. */
    private List<String> events() {
        return webhook.received().stream()
                .map(Received::body)
                .map(NotificationIT::json)
                .filter(event -> event.path("subject").asText().equals("KeyvigilProviderUnreachable/contoso"))
                .map(event -> event.path("type").asText())
                .toList();
    }

    private List<JsonNode> unreachable() throws Exception {
        return KeyvigilProcess.items(JSON.createObjectNode().set("items", shown())).stream()
                .filter(alert -> alert.path("labels").path("alertname").asText().equals("KeyvigilProviderUnreachable"))
                .toList();
    }

    private JsonNode shown() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v2/alerts"))
                .timeout(LONGEST)
                .build();
        return json(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
