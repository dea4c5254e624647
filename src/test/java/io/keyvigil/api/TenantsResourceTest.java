package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.WatchedProviders;
import io.keyvigil.watch.KeyWatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WatchedProviders.class)
class TenantsResourceTest {

    private static final String TENANTS = "/api/v1/tenants";

    private WatchedProviders providers;

    @Inject
    KeyWatch watch;

    @BeforeEach
    void everyTenantTried() {
        await().atMost(Duration.ofSeconds(20)).until(watch::everyTenantTried);
        providers.beta().answerStatus(200).publish(SigningKeys.ec("first"));
        poll("beta");
    }

    @Test
    void tenantsAreListedWithTheirStatus() {
        given().get(TENANTS)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("items.id.take(3)", contains("alpha", "beta", "gone"))
                .body("items.find { it.id == 'alpha' }.status", equalTo("ok"))
                .body(
                        "items.find { it.id == 'alpha' }.issuer",
                        equalTo(providers.alpha().issuer()))
                .body("items.find { it.id == 'alpha' }.publishedKeys", equalTo(1))
                .body("items.find { it.id == 'gone' }.status", equalTo("failing"))
                .body("items.find { it.id == 'gone' }.lastSuccess", nullValue())
                .body("next", nullValue());
    }

    @Test
    void tenantsArePaged() {
        // When
        List<String> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Response page = given().queryParam("limit", 1)
                    .queryParam("after", after.map(List::of).orElse(List.of()))
                    .get(TENANTS);
            paged.addAll(page.jsonPath().getList("items.id"));
            after = Optional.ofNullable(page.jsonPath().getString("next"));
        } while (after.isPresent());

        // Then
        assertThat(paged).startsWith("alpha", "beta", "gone").doesNotHaveDuplicates();
    }

    @Test
    void statusesAreCountedWhereTheWorstComeFirst() {
        given().get(TENANTS + "?order=worst&q=gone")
                .then()
                .statusCode(200)
                .body("items.id", contains("gone"))
                .body("counts.failing", equalTo(1))
                .body("next", nullValue());
    }

    @Test
    void tenantsAreSearched() {
        given().get(TENANTS + "?q=127.0.0.1:1")
                .then()
                .statusCode(200)
                .body("items.id", hasItem("gone"))
                .body("counts", nullValue());
        given().get(TENANTS + "?q=BET&order=worst").then().body("items.id", contains("beta"));
    }

    @Test
    void tenantTellsItsFetchesAndNoHeaderValue() {
        given().get(TENANTS + "/alpha")
                .then()
                .statusCode(200)
                .body("id", equalTo("alpha"))
                .body("insecure", equalTo(true))
                .body("pollEvery", equalTo("PT1H"))
                .body("headerNames", contains("X-Secret"))
                .body("metadata.issuerDiffers", equalTo(false))
                .body("discovery.status", equalTo(200))
                .body("jwks.status", equalTo(200))
                .body("jwks.uri", equalTo(providers.alpha().jwksUri()))
                .body("jwks.duration", startsWith("PT"))
                .body("jwks.serverClock.offset", startsWith("PT"))
                .body("lastAttempt", notNullValue())
                .body("consecutiveFailures", equalTo(0));
    }

    @Test
    void secretHeaderIsSentAndNeverShown() {
        // Given
        String everything = given().get(TENANTS + "/alpha").asString()
                + given().get(TENANTS).asString()
                + given().get(TENANTS + "/alpha/keys").asString()
                + given().get("/metrics").asString()
                + given().get("/health/ready").asString();

        // Then
        assertThat(providers.alpha().requests("/jwks"))
                .isNotEmpty()
                .allMatch(request ->
                        WatchedProviders.SECRET.equals(request.headers().get("x-secret")));
        assertThat(everything).doesNotContain(WatchedProviders.SECRET);
    }

    @Test
    void failingTenantTellsWhy() {
        given().get(TENANTS + "/gone")
                .then()
                .statusCode(200)
                .body("status", equalTo("failing"))
                .body("lastFailure.reason", equalTo("connect"))
                .body("lastFailure.detail", containsString("http://127.0.0.1:1/"))
                .body("watchedSince", nullValue());
    }

    @Test
    void twoKeysOfOneKidAreBothThere() {
        // Given
        providers
                .beta()
                .publish(
                        SigningKeys.ec("one").named("same"),
                        SigningKeys.ec("two").named("same"));
        poll("beta");

        // Then
        given().get(TENANTS + "/beta/keys")
                .then()
                .statusCode(200)
                .body("items.findAll { it.kid == 'same' && it.state == 'published' }", hasSize(2))
                .body("items.findAll { it.kid == 'same' }.thumbprint.unique()", hasSize(2))
                .body("items.findAll { it.kid == 'first' }.state", everyItem(equalTo("withdrawn")))
                .body("items.find { it.kid == 'first' }.withdrawnAt", notNullValue())
                .body("items.find { it.kid == 'same' }.kty", equalTo("EC"))
                .body("items.find { it.kid == 'same' }.curve", equalTo("P-256"))
                .body("items.find { it.kid == 'same' }.alg", equalTo("ES256"));
    }

    @Test
    void unusableKeyTellsWhy() {
        // Given
        providers
                .beta()
                .publish("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"c2hhcmVkLXNlY3JldA\"},"
                        + SigningKeys.rsa("r").jwk() + "]}");
        poll("beta");

        // When
        Response keys = given().get(TENANTS + "/beta/keys");

        // Then
        keys.then()
                .body("items.find { it.kid == 'shared' }.unusable", equalTo("symmetric"))
                .body("items.find { it.kid == 'shared' }.privateMembers", contains("k"))
                .body("items.find { it.kid == 'r' }.size", equalTo(2048));
        assertThat(keys.asString()).doesNotContain("c2hhcmVkLXNlY3JldA");
    }

    @Test
    void eventsComeNewestFirstPageByPage() {
        // Given
        providers.beta().publish(SigningKeys.ec("first"), SigningKeys.ec("event-1"));
        poll("beta");
        providers.beta().publish(SigningKeys.ec("first"), SigningKeys.ec("event-1"), SigningKeys.ec("event-2"));
        poll("beta");

        // When
        Response first = given().get(TENANTS + "/beta/events?limit=1");
        Response second = given().get(TENANTS + "/beta/events?limit=1&after="
                + first.jsonPath().getString("next"));

        // Then
        first.then().body("items.kid", contains("event-2")).body("items[0].kind", equalTo("key-added"));
        second.then().body("items.kid", contains("event-1"));
    }

    @Test
    void eventsSinceTheFutureAreNone() {
        given().queryParam("since", Instant.now().plusSeconds(3_600).toString())
                .get(TENANTS + "/beta/events")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void requestedPollTellsOutcomeAndEvents() {
        // Given
        String kid = providers.alpha().rotate().kid();
        awaitAdmission();

        // When
        Response polled = given().post(TENANTS + "/alpha/poll");

        // Then
        polled.then()
                .statusCode(200)
                .body("outcome", equalTo("changed"))
                .body("reason", nullValue())
                .body("events.kind", contains("key-added"))
                .body("events.kid", contains(kid));
        providers.alpha().withdraw(kid);
        poll("alpha");
    }

    @Test
    void requestedPollThatFailsTellsTheReason() {
        // Given
        awaitAdmission();

        // When
        Response polled = given().post(TENANTS + "/gone/poll");

        // Then
        polled.then()
                .statusCode(200)
                .body("outcome", equalTo("failed"))
                .body("reason", equalTo("connect"))
                .body("events", hasSize(0));
    }

    @Test
    void secondPollWithinASecondIsTooMany() {
        // Given
        awaitAdmission();
        given().post(TENANTS + "/beta/poll").then().statusCode(200);

        // When
        Response second = given().post(TENANTS + "/beta/poll");

        // Then
        problem(second, 429, "too-many-requests");
        assertThat(second.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void keysArePaged() {
        // Given
        providers.beta().publish(SigningKeys.ec("one"), SigningKeys.ec("two"), SigningKeys.ec("three"));
        watch.poll(watch.find(new TenantId("beta")).orElseThrow());

        // When
        JsonPath first = given().get(TENANTS + "/beta/keys?limit=2").jsonPath();
        JsonPath second = given().get(TENANTS + "/beta/keys?limit=1&after=" + first.getString("next"))
                .jsonPath();

        // Then
        assertThat(first.getList("items.kid", String.class)).containsExactly("one", "two");
        assertThat(second.getList("items.kid", String.class)).containsExactly("three");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 192.0.2.1",
        "X-Forwarded-For, 127.0.0.1",
        "Forwarded, for=192.0.2.1",
        "Via, 1.1 proxy",
        "Sec-Fetch-Site, cross-site"
    })
    void pollFromElsewhereIsForbidden(String header, String value) {
        problem(given().header(header, value).post(TENANTS + "/alpha/poll"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?limit=-1",
                "?limit=many",
                "?limit=99999999999",
                "?after=NOT-AN-ID",
                "?order=best",
                "?order=worst&after=gone",
                "/alpha/events?limit=none",
                "/alpha/events?after=x",
                "/alpha/events?since=yesterday",
                "/alpha/events?since=2026-11-22",
                "/alpha/events?since=%2B999999999-12-31T23:59:59Z"
            })
    void badParameterIsTold(String query) {
        problem(given().urlEncodingEnabled(false).get(TENANTS + query), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nobody", "/nobody/keys", "/nobody/events", "/NOT-AN-ID", "/alpha/no-such-thing", "/%00"})
    void whatIsNotThereIsAProblem(String path) {
        problem(given().urlEncodingEnabled(false).get(TENANTS + path), 404, "not-found");
    }

    @Test
    void addressOutsideTheApiIsAProblemToo() {
        problem(given().accept("application/json").get("/no-such-page"), 404, "not-found");
    }

    @Test
    void otherMethodIsAProblem() {
        problem(given().delete(TENANTS + "/alpha"), 405, "method-not-allowed");
    }

    @Test
    void pollOfNobodyIsNotFound() {
        problem(given().post(TENANTS + "/nobody/poll"), 404, "not-found");
    }

    @Test
    void documentsAreServed() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/v1/tenants/{tenant}/events"))
                .body("paths.keySet()", not(hasItem("/metrics/process")));
        given().get("/watchlist.schema.json").then().statusCode(200).body(containsString("\"$schema\""));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi, */*, application/yaml",
        "/openapi, application/json, application/json",
        "/openapi, application/yaml, application/yaml",
        "/openapi?format=json, */*, application/json",
        "/openapi.json, */*, application/json",
        "/openapi.yaml, application/json, application/yaml",
        "/openapi.yml, application/json, application/yaml"
    })
    void descriptionIsThereInBothNotations(String address, String accept, String type) {
        given().accept(accept)
                .get(address)
                .then()
                .statusCode(200)
                .contentType(type)
                .header("Vary", "Accept")
                .body(containsString("/api/v1/tenants/{tenant}/events"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health/started"})
    void healthIsUpThoughAProviderIsDown(String path) {
        given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    private static void problem(Response response, int status, String name) {
        response.then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:keyvigil:problem:" + name))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    /** Lets the second pass within which a tenant on loopback is polled on request once. */
    private static void awaitAdmission() {
        await().pollDelay(Duration.ofMillis(1_050)).until(() -> true);
    }

    private void poll(String tenant) {
        watch.poll(watch.find(new TenantId(tenant)).orElseThrow());
    }
}
