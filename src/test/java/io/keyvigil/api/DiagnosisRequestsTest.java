package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.keyvigil.diagnosis.SituationTokens;
import io.keyvigil.diagnosis.SituationWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send: every one is a diagnosis or a problem, and none shows a stack trace. */
@QuarkusTest
@WithTestResource(SituationProviders.class)
class DiagnosisRequestsTest {

    private static final int TOKEN_LIMIT = 64 * 1_024;
    private static final int REQUEST_LIMIT = 256 * 1_024;

    static Stream<Arguments> diagnosable() {
        return SituationTokens.hostile().entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("diagnosable")
    void hostileTokenIsDiagnosed(String situation, String token) {
        // When
        Response response = raw(token, "text/plain");
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getList("findings")).isNotEmpty();
        assertThat(response.asString()).doesNotContain("Exception", "io.keyvigil.", "\tat ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("diagnosable")
    void hostileTokenCannotSteerATerminal(String situation, String token) {
        // When
        String page = plain().accept("*/*")
                .contentType("text/plain")
                .body(token)
                .post("/diagnose")
                .asString();
        // Then
        assertThat(page).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]").doesNotContainPattern("\\p{Cf}");
        assertThat(page.lines())
                .allMatch(line -> line.length() <= 80 || line.strip().startsWith("https://"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jwt",
                "application/x-www-form-urlencoded",
                "image/png",
                "application/foo+bar"
            })
    void rawTokenIsReadWhateverItsType(String contentType) {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        // When
        Response response = raw(SituationTokens.good(world), contentType);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("verdict")).isEqualTo("accepted");
    }

    @Test
    void tokenIsReadFromAForm() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        // When
        Response response = given().accept("application/json")
                .formParam("token", SituationTokens.good(world))
                .formParam("audience", "api://other")
                .post("/diagnose");
        // Then
        assertThat(response.jsonPath().getString("cause")).isEqualTo("audience-mismatch");
    }

    @Test
    void parametersAreReadFromTheAddress() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        // When
        Response response = raw(SituationTokens.good(world), "text/plain", "audience=api://other");
        // Then
        assertThat(response.jsonPath().getString("cause")).isEqualTo("audience-mismatch");
    }

    @Test
    void tokenOfTheLimitIsDiagnosed() {
        // When
        Response response = raw("a".repeat(TOKEN_LIMIT), "text/plain");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void tokenPastTheLimitIsRefused() {
        // When
        Response response = raw("a".repeat(TOKEN_LIMIT + 1), "text/plain");
        // Then
        assertProblem(response, 413);
    }

    @Test
    void requestPastTheLimitIsRefused() {
        // When
        Response response = raw(" ".repeat(REQUEST_LIMIT + 1), "text/plain");
        // Then
        assertProblem(response, 413);
    }

    /** They are refused before any of it is sent. */
    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 3_000_000})
    void requestFarPastTheLimitIsRefused(int octets) throws IOException {
        // When
        RawHttp response = RawHttp.announced(RestAssured.port, "/diagnose", octets);
        // Then
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("urn:keyvigil:problem:too-large", "1 MiB");
    }

    /** The server itself refuses this, before a problem could be told. */
    @Test
    void addressThatCannotBeDecodedIsRefused() throws IOException {
        // When
        RawHttp response = RawHttp.post(RestAssured.port, "/diagnose?tenant=%zz", "a.b.c");
        // Then
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"tokn\":\"a\"}",
                "{\"token\":\"a\",\"tenant\":\"nobody\"}",
                "{\"token\":\"a\",\"tenant\":\"../../etc\"}",
                "{\"token\":\"a\",\"consumer\":\"nobody\"}",
                "{\"token\":\"a\",\"at\":\"yesterday\"}",
                "{\"token\":\"a\",\"at\":\"+999999999999-01-01T00:00:00Z\"}",
                "{\"token\":\"a\",\"fresh\":\"perhaps\"}",
                "{\"token\":\"a\",\"jwks\":\"no keys\"}",
                "{\"token\":\"a\",\"jwks\":{\"kty\":\"RSA\"}}",
                "{\"token\":\"a\",\"jwks\":{\"keys\":7}}",
                "{\"token\":\"a\"} {\"token\":\"b\"}",
                "{\"token\":\"a\",\"token\":\"b\"}",
                "{\"token\":null}"
            })
    void requestThatCannotBeDiagnosedIsAProblem(String body) {
        // When
        Response response = plain().accept("application/json")
                .contentType("application/json")
                .body(body)
                .post("/diagnose");
        // Then
        assertProblem(response, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=eyJhbGciOiJub25lIn0.e30.",
                "tenant=nobody",
                "at=now",
                "fresh=1",
                "color=blue",
                "audiance=api://orders"
            })
    void wrongQueryIsAProblem(String query) throws IOException {
        // When
        RawHttp response = RawHttp.post(RestAssured.port, "/diagnose?" + query, "a.b.c");
        // Then
        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertThat(response.head()).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception", "eyJhbGciOiJub25lIn0");
    }

    @Test
    void jsonNestedDeeplyIsAProblem() {
        // Given
        String body = "{\"token\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        // When
        Response response = plain().contentType("application/json").body(body).post("/diagnose");
        // Then
        assertProblem(response, 400);
    }

    @Test
    void contentTypeThatIsNoneIsAProblemOrADiagnosis() throws IOException, InterruptedException {
        // When
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/diagnose"))
                                .header("Content-Type", "nonsense")
                                .POST(HttpRequest.BodyPublishers.ofString("a.b.c"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        // Then
        assertThat(response.statusCode()).as(response.body()).isIn(200, 400, 415);
        assertThat(response.body()).doesNotContain("Exception");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keySets")
    void hostileKeysAreSaidToBeWhatTheyAre(String situation, String jwks, String expected) {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        String body = SituationTokens.asked(SituationTokens.strangers(world), jwks);
        // When
        Response response = DiagnosisOverHttp.post(body);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("verdict")).isNotEqualTo("accepted");
        assertThat(response.asString()).contains(expected).doesNotContain("c2VjcmV0LXNlY3JldA");
    }

    static Stream<Arguments> keySets() {
        return SituationTokens.keySets().entrySet().stream()
                .map(row -> Arguments.of(
                        row.getKey(), row.getValue().getKey(), row.getValue().getValue()));
    }

    @Test
    void addressesInATokenAreNeverFetched() throws IOException {
        // Given
        AtomicInteger fetched = new AtomicInteger();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.close();
        });
        listener.start();
        String address = "http://127.0.0.1:" + listener.getAddress().getPort();
        SituationWorld world = DiagnosisOverHttp.world();
        // When
        for (String token : SituationTokens.naming(world, address)) {
            assertThat(raw(token, "text/plain").statusCode()).isEqualTo(200);
        }
        listener.stop(0);
        // Then
        assertThat(fetched).hasValue(0);
    }

    @Test
    void colourComesOnlyWhenAskedFor() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        String token = SituationTokens.good(world);
        // When
        String page =
                plain().contentType("text/plain").body(token).post("/diagnose").asString();
        String colored = plain().contentType("text/plain")
                .body(token)
                .post("/diagnose?color=true")
                .asString();
        // Then
        assertThat(page).startsWith("ACCEPTED").doesNotContain("\u001B");
        assertThat(colored).startsWith("\u001B[32mACCEPTED");
    }

    @Test
    void causeStandsInTheFirstLine() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        // When
        String page = plain().contentType("text/plain")
                .body(SituationTokens.strangers(world))
                .post("/diagnose")
                .asString();
        // Then
        assertThat(page.lines().findFirst()).contains("REJECTED  issuer-unknown");
    }

    @Test
    void answerIsNotKept() {
        // When
        Response response = raw("a.b.c", "text/plain");
        // Then
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void callerThatAsksTooOftenIsTurnedAway() {
        // When
        List<Response> responses = IntStream.range(0, 50 * SituationProviders.RATE)
                .mapToObj(number -> plain().header("X-Forwarded-For", "192.0.2.1")
                        .contentType("text/plain")
                        .body("a.b.c")
                        .post("/diagnose"))
                .filter(response -> response.statusCode() != 200)
                .toList();
        // Then
        assertThat(responses).isNotEmpty().allSatisfy(response -> {
            assertProblem(response, 429);
            assertThat(response.header("Retry-After")).isEqualTo("1");
        });
    }

    @Test
    void callersOnThisMachineAreNotLimited() {
        // When
        IntStream statuses = IntStream.range(0, 50 * SituationProviders.RATE)
                .map(number -> raw("a.b.c", "text/plain").statusCode());
        // Then
        assertThat(statuses).containsOnly(200);
    }

    private static RequestSpecification plain() {
        return given().config(RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .defaultContentCharset(StandardCharsets.UTF_8)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("image/png", ContentType.TEXT)
                        .encodeContentTypeAs("application/jwt", ContentType.TEXT)
                        .encodeContentTypeAs("application/foo+bar", ContentType.TEXT)
                        .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)));
    }

    private static Response raw(String token, String contentType) {
        return plain().accept("application/json")
                .contentType(contentType)
                .body(token)
                .post("/diagnose");
    }

    private static Response raw(String token, String contentType, String query) {
        return plain().accept("application/json")
                .contentType(contentType)
                .body(token)
                .post("/diagnose?" + query);
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        Map<String, Object> problem = response.jsonPath().getMap("$");
        assertThat(problem).containsEntry("status", status).containsKeys("type", "title", "detail");
        assertThat(response.asString()).doesNotContain("Exception", "\tat ");
    }
}
