package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.keyvigil.testing.ObservedConsumers;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What consumers really hold: read at an address or in a file, or reported by themselves. */
@QuarkusTest
@WithTestResource(ObservedConsumers.class)
class CachedKeysTest {

    private static final String CONSUMERS = "/api/v1/consumers/";
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final SigningKey FIRST = SigningKeys.ec("first");
    private static final SigningKey NEXT = SigningKeys.ec("next");

    private ObservedConsumers consumers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void rotated() {
        await().atMost(AMPLE).until(watch::everyTenantTried);
        consumers.cache().answerStatus(200).answerSlowly(Duration.ZERO).publish(FIRST, NEXT);
        consumers.provider().publish(FIRST, NEXT);
        watch.tenants().forEach(watch::poll);
    }

    private static JsonPath consumer(String id) {
        return when().get(CONSUMERS + id).then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse report(String consumer, String tenant, String body) {
        return given().contentType("application/json")
                .body(body)
                .put(CONSUMERS + consumer + "/cached-keys/" + tenant)
                .then();
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("detail", containsString(detail));
    }

    private static String holds(String kid) {
        return "tenants[0].holds.keys.find {it.kid == '" + kid + "'}.holds";
    }

    @Test
    void cacheAtAnAddressIsReadForEachOfItsTenants() {
        // Given
        consumers.cache().publish(FIRST);

        // When
        await().atMost(AMPLE)
                .until(() -> "lacks".equals(consumer("shown").get(holds("next")))
                        && !consumer("shown").getBoolean("cache.holdsPrivateKeys"));

        // Then
        when().get(CONSUMERS + "shown")
                .then()
                .body("profile", nullValue())
                .body("cache.source", equalTo("url"))
                .body("cache.place", equalTo(consumers.cache().jwksUri()))
                .body("cache.lastSuccess", notNullValue())
                .body("cache", not(hasKey("failure")))
                .body("tenants.tenant", hasItems("alpha", "beta"))
                .body("tenants[0].holds.observed.source", equalTo("url"))
                .body("tenants[0].holds.observed.count", equalTo(1))
                .body("tenants[0].holds.observed.keys[0].kid", equalTo("first"))
                .body("tenants[0].holds.observed.keys[0].thumbprint", notNullValue())
                .body(holds("first"), equalTo("holds"))
                .body("tenants[0].forecast.cause", hasItem("missing-new-key"));
    }

    @Test
    void cacheInAFileIsRead() throws IOException {
        // Given
        await().atMost(AMPLE)
                .until(() -> "file-unreadable".equals(consumer("filed").get("cache.failure.reason")));

        // When
        Files.writeString(consumers.file(), "{\"kids\":[\"first\",\"next\"]}");

        // Then
        await().atMost(AMPLE).until(() -> "holds".equals(consumer("filed").get(holds("next"))));
        assertThat(consumer("filed").getString("cache.failure")).isNull();
        Files.delete(consumers.file());
    }

    @Test
    void silentCacheSaysWhy() {
        // When
        await().atMost(AMPLE).until(() -> consumer("silent").get("cache.failure.reason") != null);

        // Then
        when().get(CONSUMERS + "silent")
                .then()
                .body("cache.failure.reason", equalTo("connect"))
                .body("cache.failure.detail", containsString("127.0.0.1:1"))
                .body("cache.lastAttempt", notNullValue())
                .body("cache", not(hasKey("lastSuccess")))
                .body(holds("first"), equalTo("unknown"));
    }

    @Test
    void cacheThatAnswersHtmlKeepsWhatWasSeen() {
        // Given
        await().atMost(AMPLE).until(() -> consumer("shown").get("cache.lastSuccess") != null);

        // When
        consumers.cache().publish("<html><script>alert(1)</script>");

        // Then
        await().atMost(AMPLE).until(() -> "not-json".equals(consumer("shown").get("cache.failure.reason")));
        when().get(CONSUMERS + "shown")
                .then()
                .body(not(containsString("alert(1)")))
                .body("tenants[0].holds.observed.at", notNullValue());
    }

    @Test
    void hangingCacheDelaysNobody() {
        // Given
        consumers.cache().answerSlowly(Duration.ofSeconds(30));

        // When
        await().atMost(AMPLE).until(() -> "timeout".equals(consumer("shown").get("cache.failure.reason")));

        // Then
        assertThat(consumer("shown").getString("cache.failure.detail")).contains("within");
    }

    @Test
    void privateKeysInACacheAreFlaggedAndNeverShown() {
        // Given
        consumers.cache().publish("{\"keys\":[" + FIRST.jwk().replace("}", ",\"d\":\"dGhlLXNlY3JldA\"}") + "]}");

        // When
        await().atMost(AMPLE).until(() -> consumer("shown").getBoolean("cache.holdsPrivateKeys"));

        // Then
        when().get(CONSUMERS + "shown")
                .then()
                .body(not(containsString("dGhlLXNlY3JldA")))
                .body("cache.warning", containsString("replace the keys that were shown"));
    }

    @Test
    void profileStandsInWhereNothingIsObserved() {
        // When
        ValidatableResponse timed = when().get(CONSUMERS + "timed").then();

        // Then
        timed.body("profile", equalTo("envoy-jwt-authn"))
                .body("overrides.cache-duration", equalTo("PT5M"))
                .body("figures.refreshEvery", equalTo("PT5M"))
                .body("figures.unknownKid", equalTo("none"))
                .body("$", not(hasKey("cache")))
                .body("tenants[0].holds", not(hasKey("observed")))
                .body("tenants[0].holds.keys.basis", hasItem("modelled"))
                .body(holds("next"), equalTo("may-lack"))
                .body("tenants[0].holds.keys.find {it.kid == 'next'}.until", notNullValue())
                .body(holds("first"), equalTo("must-hold"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"labels | {\"kids\":[\"first\"]}", "no keys | {\"kids\":[]}", "an empty set | {\"keys\":[]}"})
    void consumerReportsWhatItHolds(String what, String body) {
        // When
        ValidatableResponse answer = report("pinned", "alpha", body);

        // Then
        answer.statusCode(204);
        when().get(CONSUMERS + "pinned")
                .then()
                .body("tenants[0].holds.observed.source", equalTo("report"))
                .body(holds("next"), equalTo("lacks"))
                .body("tenants[0].exposed", equalTo(true));
    }

    @Test
    void reportOfTheWholeSetEndsTheExposure() {
        // When
        ValidatableResponse answer = report("pinned", "alpha", SigningKeys.jwks(List.of(FIRST, NEXT)));

        // Then
        answer.statusCode(204);
        when().get(CONSUMERS + "pinned")
                .then()
                .body(holds("next"), equalTo("holds"))
                .body("tenants[0].forecast.cause", not(hasItem("missing-new-key")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | the text is empty",
                "hello                    | not JSON",
                "<html></html>            | HTML",
                "{\"kid\":\"a\"}          | {\"keys\":[…]}",
                "{\"kids\":\"a\"}         | array of strings",
                "[]                       | not a JSON object",
            })
    void nonsenseIsAProblemThatTeaches(String body, String detail) {
        // When
        ValidatableResponse answer = report("pinned", "alpha", body);

        // Then
        problem(answer, 400, detail);
        answer.body("detail", containsString("{\"kids\":[\"…\"]}"));
    }

    @Test
    void privateKeysAreRefusedAndNotEchoed() {
        // Given
        String secret = "{\"keys\":[" + FIRST.jwk().replace("}", ",\"d\":\"dGhlLXNlY3JldA\"}") + "]}";

        // When
        ValidatableResponse answer = report("pinned", "alpha", secret);

        // Then
        problem(answer, 400, "private");
        answer.body(not(containsString("dGhlLXNlY3JldA")));
    }

    @Test
    void largeReportIsRefused() {
        // When
        ValidatableResponse answer = report("pinned", "alpha", "{\"kids\":[\"" + "a".repeat(512 * 1024) + "\"]}");

        // Then
        problem(answer, 413, "512 KiB");
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "nobody, alpha, no consumer",
        "Not-An-Id, alpha, no consumer",
        "timed, nowhere, no tenant",
        "timed, beta, lists this consumer",
    })
    void reportOfUnknownPairIsNotFound(String consumer, String tenant, String detail) {
        // When
        ValidatableResponse answer = report(consumer, tenant, "{\"kids\":[]}");

        // Then
        problem(answer, 404, detail);
    }

    @Test
    void reportFromElsewhereIsForbidden() {
        // When
        ValidatableResponse answer = given().header("X-Forwarded-For", "192.0.2.1")
                .body("{\"kids\":[]}")
                .put(CONSUMERS + "timed/cached-keys/alpha")
                .then();

        // Then
        problem(answer, 403, "loopback");
    }

    @Test
    void namesAreExplainedInTheOpenApiDocument() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .body("paths.keySet()", hasItem("/api/v1/consumers/{consumer}/cached-keys/{tenant}"))
                .body("components.schemas.HeldKey.properties.holds.description", containsString("must-hold"));
    }
}
