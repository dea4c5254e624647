package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Debian's Prometheus on loopback, which scrapes every other second and evaluates every second. */
final class PrometheusServer implements AutoCloseable {

    static final DebianTool TOOL = new DebianTool("prometheus");

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String base;

    private PrometheusServer(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Starts it with a job {@code keyvigil} and one for API servers, and waits until it is ready. */
    static PrometheusServer start(Path directory, Path rules, int alertmanager, int keyvigil, int apiServer)
            throws IOException {
        Path configuration = Files.writeString(
                directory.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
                rule_files: ["%s"]
                alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
                scrape_configs:
                  - job_name: keyvigil
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                  - job_name: apiserver
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """
                        .formatted(rules, alertmanager, keyvigil, apiServer));
        String address = "127.0.0.1:" + Program.freePort();
        Path log = directory.resolve("prometheus.log");
        PrometheusServer server = new PrometheusServer(
                TOOL.start(
                        log,
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=" + address),
                "http://" + address);
        await("Prometheus").atMost(LONGEST).until(() -> {
            assertThat(server.process.isAlive()).as(Files.readString(log)).isTrue();
            return server.answers();
        });
        return server;
    }

    private boolean answers() throws InterruptedException {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The series that a query gives in that time, looked at every second. */
    List<JsonNode> query(String expression, Instant from, Instant until) throws IOException, InterruptedException {
        return items(data("/api/v1/query_range?step=1&query=" + encoded(expression) + span(from, until))
                .path("result"));
    }

    /** The labels of every series that there was in that time. */
    List<JsonNode> series(Instant from, Instant until) throws IOException, InterruptedException {
        return items(data("/api/v1/series?match[]=" + encoded("{__name__!=\"\"}") + span(from, until)));
    }

    private JsonNode data(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path.replace("[]", "%5B%5D"));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("data");
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String span(Instant from, Instant until) {
        return "&start=" + from.getEpochSecond() + "&end=" + until.getEpochSecond();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
