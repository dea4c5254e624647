package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.keyvigil.jose.JwkSetParser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Canaries as an operator sees them. */
@QuarkusTest
@WithTestResource(WatchedCanaries.class)
class CanaryOverHttpTest {

    private static final String TENANTS = "/api/v1/tenants/";
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @Test
    void switchOfTheSigningKeyIsToldByKeysEventsAndMetrics() {
        // Given
        awaitSigner("first-to-sign");

        // When
        WatchedCanaries.good().sign(WatchedCanaries.NEXT);

        // Then
        awaitSigner("next-to-sign");
        given().get(TENANTS + "good/keys")
                .then()
                .body("items.find { it.kid == 'first-to-sign' }.lastSigned", notNullValue())
                .body("items.find { it.kid == 'next-to-sign' }.lastSigned", notNullValue());
        given().get(TENANTS + "good/events")
                .then()
                .body("items[0].kind", equalTo("signing-key-switched"))
                .body("items[0].kid", equalTo("next-to-sign"));
        assertThat(given().get("/metrics").asString())
                .contains("keyvigil_key_events_total{tenant=\"good\",kind=\"signing-key-switched\"} 1");
    }

    private static void awaitSigner(String kid) {
        await(kid).atMost(AMPLE).until(() -> kid.equals(canary("good").getString("kid")));
        String jwk = (kid.startsWith("first") ? WatchedCanaries.FIRST : WatchedCanaries.NEXT).jwk();
        assertThat(canary("good").getString("thumbprint"))
                .isEqualTo(JwkSetParser.parseKey(jwk).thumbprint().orElseThrow().value());
        assertThat(canary("good").getString("lastSuccess")).isNotNull();
        assertThat(canary("good").getString("failure")).isNull();
    }

    @Test
    void errorOfTheTokenEndpointIsExplained() {
        // When
        await().atMost(AMPLE).until(() -> canary("refused").getString("failure.reason") != null);

        // Then
        given().get(TENANTS + "refused")
                .then()
                .body("canary.lastAttempt", notNullValue())
                .body("canary.lastSuccess", nullValue())
                .body("canary.failure.reason", equalTo("refused"))
                .body("canary.failure.detail", containsString("AADSTS7000215"))
                .body("canary.failure.error.code", equalTo("invalid_client"))
                .body("canary.failure.error.meaning", containsString("secret is wrong"))
                .body("canary.failure.error.aadsts", equalTo("AADSTS7000215"))
                .body("canary.failure.error.aadstsMeaning", notNullValue())
                .body(
                        "canary.failure.error.reference",
                        equalTo("https://login.microsoftonline.com/error?code=7000215"));
    }

    @Test
    void secretThatEveryUserMayReadIsRefused() {
        // When
        await().atMost(AMPLE).until(() -> canary("exposed").getString("failure.reason") != null);

        // Then
        given().get(TENANTS + "exposed")
                .then()
                .body("canary.failure.reason", equalTo("secret-readable-by-all"))
                .body("canary.failure.detail", containsString("chmod o-r"));
    }

    @Test
    void nothingOfSecretAndTokenComesOut() {
        // Given
        Map<String, String> places = new TreeMap<>();
        int before = WatchedCanaries.good().requests().size();

        // When
        try (LogRecorder recorder = LogRecorder.loudest()) {
            await().atMost(AMPLE).until(() -> WatchedCanaries.good().requests().size() > before + 3);
            List.of("good", "refused", "exposed").forEach(tenant -> List.of("", "/keys", "/events")
                    .forEach(path -> places.put(
                            tenant + path, given().get(TENANTS + tenant + path).asString())));
            places.put("metrics", given().get("/metrics").asString());
            places.put("log", recorder.text());
        }
        places.put("store", StoredOctets.in(WatchedCanaries.dataDirectory()));

        // Then
        String token = WatchedCanaries.good().lastToken();
        assertThat(token).hasSizeGreaterThan(100);
        assertThat(places.get("log")).contains("event=canary ");
        places.forEach(
                (place, text) -> assertThat(Arrays.stream(token.split("\\.")).filter(text::contains))
                        .as(place)
                        .isEmpty());
        places.forEach((place, text) -> assertThat(text)
                .as(place)
                .doesNotContain(
                        WatchedCanaries.SECRET,
                        base64(WatchedCanaries.SECRET),
                        base64("probe:" + WatchedCanaries.SECRET))
                .doesNotContain(WatchedCanaries.SECRET.substring(0, 12)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonPath canary(String tenant) {
        return Objects.requireNonNull(given().get(TENANTS + tenant).jsonPath().setRootPath("canary"));
    }
}
