package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.keyvigil.testing.WatchedProviders;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts as a caller on this machine, and which names the service answers to. */
@QuarkusTest
@WithTestResource(WatchedProviders.class)
class CallerOverHttpTest {

    private static final String REPORT = "/api/v1/consumers/lenient/cached-keys/beta";
    private static final String KIDS = "{\"kids\":[\"first\"]}";

    @Test
    void callerOnLoopbackMayReport() {
        given().contentType("application/json").body(KIDS).put(REPORT).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "x-forwarded-proto",
                "X-Forwarded-Client-Cert",
                "X_Forwarded_For",
                "Forwarded",
                "Via",
                "X-Real-IP",
                "X-Client-IP",
                "X-Cluster-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "CF-Ray",
                "CDN-Loop",
                "Fastly-Client-IP",
                "Fly-Client-IP",
                "X-Envoy-External-Address",
                "X-Original-Forwarded-For",
                "X-Amzn-Trace-Id",
                "X-Azure-ClientIP",
                "Proxy-Client-IP",
                "X-ProxyUser-Ip",
                "l5d-client-id",
                "Tailscale-User-Login"
            })
    void proxiedRequestDoesNotChangeAnything(String header) {
        // When
        ValidatableResponse answer = given().header(header, "127.0.0.1")
                .contentType("application/json")
                .body(KIDS)
                .put(REPORT)
                .then();

        // Then
        answer.statusCode(403).body("type", equalTo("urn:keyvigil:problem:forbidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:PORT, 204",
        "HTTP://LOCALHOST:PORT, 204",
        "http://localhost:1, 403",
        "http://localhost, 403",
        "http://127.0.0.1:PORT, 403",
        "https://evil.example, 403",
        "http://localhost:PORT.evil.example, 403",
        "http://localhost:PORT@evil.example, 403",
        "null, 403",
        "file://, 403",
        "'', 403",
        "http://[bad, 403"
    })
    void requestOfAnotherSitesPageDoesNotChangeAnything(String origin, int status) {
        // When
        ValidatableResponse answer = given().header("Origin", origin.replace("PORT", "" + RestAssured.port))
                .contentType("application/json")
                .body(KIDS)
                .put(REPORT)
                .then();

        // Then
        answer.statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9494",
                "localhost.evil.example",
                "127.0.0.1.nip.io",
                "0.0.0.0",
                "2130706433",
                "10.0.0.1",
                "[::2]"
            })
    void unknownHostIsMisdirected(String host) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET /api/v1/tenants HTTP/1.1", "Host: " + host);

        // Then
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body()).contains("urn:keyvigil:problem:misdirected", "keyvigil.api.hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/console/x.js", "/openapi", "/probe?target=x", "/health/../api/v1/tenants", "/metricsx"})
    void everyOtherPageIsMisdirectedToo(String target) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET " + target + " HTTP/1.1", "Host: evil.example");

        // Then
        assertThat(answer.status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics?only=not-ok", "/health/live", "/health/ready", "/health"})
    void metricsAndHealthAnswerToEveryName(String target) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET " + target + " HTTP/1.1", "Host: keyvigil.ns.svc:9494");

        // Then
        assertThat(answer.status()).isIn(200, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost.:1", "127.0.0.1:9494", "[::1]:9494"})
    void loopbackIsKnown(String host) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET /api/v1/tenants HTTP/1.1", "Host: " + host);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:http", "user@localhost"})
    void whatIsNoHostIsABadRequest(String host) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET /api/v1/tenants HTTP/1.1", "Host: " + host);

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void secondHostDoesNotHideTheFirst() throws IOException {
        // When
        RawHttp answer = RawHttp.lines(
                RestAssured.port, "GET /api/v1/tenants HTTP/1.1", "Host: localhost", "Host: evil.example");

        // Then
        assertThat(answer.status()).isIn(400, 421);
    }

    @Test
    void absoluteTargetCountsBeforeTheHost() throws IOException {
        // When
        RawHttp answer =
                RawHttp.lines(RestAssured.port, "GET http://evil.example/api/v1/tenants HTTP/1.1", "Host: localhost");

        // Then
        assertThat(answer.status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void requestWithoutAHostIsNotRead(String version) throws IOException {
        // When
        RawHttp answer = RawHttp.lines(RestAssured.port, "GET /api/v1/tenants HTTP/" + version);

        // Then
        assertThat(answer.status()).isIn(400, 421);
    }

    @Test
    void upgradeToHttp2DoesNotHideTheHost() throws IOException {
        // When
        RawHttp answer = RawHttp.lines(
                RestAssured.port,
                "GET /api/v1/tenants HTTP/1.1",
                "Host: evil.example",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__");

        // Then
        assertThat(answer.status()).isEqualTo(421);
    }
}
