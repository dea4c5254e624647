package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads from every corner of an instance and changes nothing: the one that {@code keyvigil.url} names, wherever and however it was
 * built, else one that is started here. What a native executable may lack, a resource, a driver or a type that is written as
 * JSON, shows in one of these answers.
 */
class RunningInstanceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Header and claims of an example of RFC 7515 (appendix A.2), and no signature of anybody. */
    private static final String TOKEN =
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODB9." + "c2lnbmF0dXJl".repeat(20);

    @TempDir
    private static Path directory;

    private static Optional<KeyvigilProcess> started = Optional.empty();
    private static String url;

    @BeforeAll
    static void startWhereNoneIsNamed() {
        url = System.getProperty("keyvigil.url", "");
        if (url.isBlank()) {
            Program program = Program.in(directory.resolve("data"));
            started = Optional.of(program.serve());
            url = "http://127.0.0.1:" + program.port();
        }
    }

    @AfterAll
    static void stop() {
        started.ifPresent(KeyvigilProcess::close);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/health/live                | \"UP\"",
                "/health/ready               | every-tenant-tried",
                "/metrics                    | keyvigil_build_info{version=",
                "/metrics?only=not-ok        | keyvigil_tenants_not_ok",
                "/metrics/process            | jvm_",
                "/openapi                    | /api/v1/tenants",
                "/api/v1/tenants             | \"items\"",
                "/api/v1/risks               | \"items\"",
                "/api/v1/consumers           | \"items\"",
                "/api/v1/profiles            | \"behaviourClass\"",
                "/api/v1/clock               | \"verdict\"",
                "/runbooks                   | KeyvigilRotationUnsafe",
                "/runbooks/KeyvigilKidReused | KeyvigilKidReused",
                "/watchlist.schema.json      | \"tenants\""
            })
    void answersWithWhatItKnows(String path, String part) throws Exception {
        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.body()).contains(part);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void explainsWhyNobodysTokenIsRejected() throws Exception {
        // Given
        HttpRequest request = request("/diagnose")
                .header("Content-Type", "text/plain")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(TOKEN))
                .build();

        // When
        JsonNode diagnosis = JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());

        // Then
        assertThat(diagnosis.path("cause").asText()).isNotEmpty();
        assertThat(diagnosis.path("findings").findValuesAsText("explanation")).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsAProblemDetail() throws Exception {
        // When
        HttpResponse<String> answer = get("/api/v1/tenants/there-is-no-such-tenant");

        // Then
        assertThat(JSON.readTree(answer.body()).path("type").asText()).isEqualTo("urn:keyvigil:problem:not-found");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }
}
