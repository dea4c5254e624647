package io.keyvigil.real;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Keycloak's own server in development mode, its database in memory, with its Admin REST API. */
final class KeycloakServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final String ADMINISTRATOR = "admin";
    private static final int HTTP_OK = 200;
    private static final int FIRST_FAILURE = 300;

    private final Process process;
    private final URI base;
    private final Path log;

    private KeycloakServer(Process process, URI base, Path log) {
        this.process = process;
        this.base = base;
        this.log = log;
    }

    /** Starts it on a free port and waits until it answers. */
    static KeycloakServer start() throws IOException {
        int port = Program.freePort();
        Path home = Path.of(System.getProperty("keycloak.home"));
        Path log = Files.createTempFile("keycloak", ".log");
        log.toFile().deleteOnExit();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment()
                .putAll(Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR,
                        "JAVA_HOME", System.getProperty("java.home")));
        KeycloakServer server = new KeycloakServer(builder.start(), URI.create("http://127.0.0.1:" + port + "/"), log);
        server.awaitAnswer();
        return server;
    }

    private void awaitAnswer() throws IOException {
        try {
            await("Keycloak").atMost(LONGEST_START).until(this::answers);
        } catch (RuntimeException | Error unanswered) {
            close();
            throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log), unanswered);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended with status " + process.exitValue());
        }
        try {
            return exchange(HttpRequest.newBuilder(base.resolve("realms/master")))
                            .statusCode()
                    == HTTP_OK;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** A realm as Keycloak makes it when it is given no more than a name. */
    KeycloakRealm createRealm(String name) throws IOException, InterruptedException {
        admin("POST", "", JSON.createObjectNode().put("realm", name).put("enabled", true));
        return new KeycloakRealm(this, name);
    }

    /** The realm's issuer. */
    String issuer(String realm) {
        return base.resolve("realms/" + realm).toString();
    }

    /** A request of the Admin REST API, below {@code /admin/realms}. */
    JsonNode admin(String method, String path, JsonNode body) throws IOException, InterruptedException {
        String credentials =
                "grant_type=password&client_id=admin-cli&username=" + ADMINISTRATOR + "&password=" + ADMINISTRATOR;
        String token = token("master", credentials);
        HttpRequest.BodyPublisher content = body.isMissingNode()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        return succeed(HttpRequest.newBuilder(URI.create(base + "admin/realms" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content));
    }

    /** An access token of this grant. */
    String token(String realm, String form) throws IOException, InterruptedException {
        return tokens(realm, form).path("access_token").textValue();
    }

    /** What the token endpoint answers to this grant. */
    JsonNode tokens(String realm, String form) throws IOException, InterruptedException {
        return succeed(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static JsonNode succeed(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Ends the script and the server that it started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
