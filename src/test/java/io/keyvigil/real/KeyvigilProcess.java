package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** The service as a process of its own. Ends with {@link #close()} at the latest. */
final class KeyvigilProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int HTTP_OK = 200;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final Process process;
    private final int port;
    private final Path log;

    KeyvigilProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    int port() {
        return port;
    }

    /** Waits until every tenant was tried once. */
    KeyvigilProcess awaitReady() {
        await("ready").atMost(LONGEST_START).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(process.isAlive()).as("is alive; it printed:\n%s", log()).isTrue();
            return isReady();
        });
        return this;
    }

    /** Whether it says of itself that it is ready; false while it does not listen. */
    boolean isReady() {
        try {
            return send("GET", "/health/ready").statusCode() == HTTP_OK;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    /** What it logged so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on for that long; false where it ended in the meantime. */
    boolean runsFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it with SIGTERM, and gives its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended by SIGTERM").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Polls now, after the wait that the service demands between two such requests. */
    JsonNode poll(String tenant) {
        HttpResponse<String> polled = await("poll of " + tenant)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> send("POST", "/api/v1/tenants/" + tenant + "/poll"),
                        answer -> answer.statusCode() != HTTP_TOO_MANY_REQUESTS);
        return json(polled);
    }

    JsonNode tenant(String tenant) {
        return get("/api/v1/tenants/" + tenant);
    }

    /** Every key that it knows of. */
    List<JsonNode> keys(String tenant) {
        return items(get("/api/v1/tenants/" + tenant + "/keys?limit=1000"));
    }

    /** What happened, newest first, at most 1,000. */
    List<JsonNode> events(String tenant) {
        return items(get("/api/v1/tenants/" + tenant + "/events?limit=1000"));
    }

    /** The value of a metric without labels, or with exactly these. */
    double metric(String series) {
        String page = metrics();
        return Arrays.stream(page.split("\n"))
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + page));
    }

    /** The whole page of metrics. */
    String metrics() {
        return send("GET", "/metrics").body();
    }

    /** The risks that are active now. */
    List<JsonNode> risks() {
        return items(get("/api/v1/risks?state=active"));
    }

    JsonNode clock() {
        return get("/api/v1/clock");
    }

    /** The diagnosis of a token, as JSON. */
    JsonNode diagnose(String token, String query) {
        return json(exchange(HttpRequest.newBuilder(uri("/diagnose" + query))
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(token))));
    }

    private JsonNode get(String path) {
        return json(send("GET", path));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(HTTP_OK);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    private HttpResponse<String> send(String method, String path) {
        return exchange(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
