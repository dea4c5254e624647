package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Keycloak with a canary client, a service account. The keys are polled every hour: what is new, the canary finds. */
class CanaryIT {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration AMPLE = Duration.ofSeconds(120);

    private static KeycloakServer keycloak;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startKeycloak() throws Exception {
        keycloak = KeycloakServer.start();
    }

    @AfterAll
    static void endKeycloak() {
        keycloak.close();
    }

    @Test
    void switchOfTheSigningKeyIsSeenWithinOneCanaryInterval() throws Exception {
        // Given
        KeycloakRealm realm = realm("switching");
        try (KeyvigilProcess keyvigil = watch(realm, KeycloakRealm.SECRET)) {
            await("first token")
                    .atMost(AMPLE)
                    .until(() -> canary(keyvigil).path("kid").asText().equals(realm.signingKid()));

            // When
            String next = realm.addRsaKey("next", 200, 2048);
            Instant rotated = Instant.now();

            // Then
            String kid = realm.kid(next);
            await("switch").atMost(AMPLE).until(() -> !switches(keyvigil).isEmpty());
            JsonNode event = switches(keyvigil).get(0);
            Duration seen =
                    Duration.between(rotated, Instant.parse(event.path("at").textValue()));
            System.out.printf(
                    "Keycloak signs with another key; a canary every %d s saw it after %.1f s%n",
                    EVERY.toSeconds(), seen.toMillis() / 1_000.0);
            assertThat(event.path("kid").textValue()).isEqualTo(kid);
            assertThat(seen).isLessThanOrEqualTo(EVERY);
            assertThat(canary(keyvigil).path("kid").textValue()).isEqualTo(kid);
            assertThat(keyvigil.events("realm"))
                    .extracting(each -> each.path("kind").textValue())
                    .containsExactly("signing-key-switched", "key-added");
            assertThat(keyvigil.keys("realm"))
                    .filteredOn(key -> key.path("kid").textValue().equals(kid))
                    .allSatisfy(key ->
                            assertThat(key.path("lastSigned").textValue()).isNotNull());
        }
    }

    @Test
    void wrongSecretIsExplained() throws Exception {
        // Given
        KeycloakRealm realm = realm("refusing");

        // When
        try (KeyvigilProcess keyvigil = watch(realm, "not-the-secret-of-it")) {
            await("refusal").atMost(AMPLE).until(() -> canary(keyvigil).has("failure"));

            // Then
            JsonNode failure = canary(keyvigil).path("failure");
            System.out.println(
                    "Keycloak says of a wrong secret: " + failure.path("detail").textValue());
            assertThat(failure.path("reason").textValue()).isEqualTo("refused");
            assertThat(failure.path("error").path("meaning").textValue()).contains("secret is wrong");
            assertThat(keyvigil.log()).contains("event=canary-failed tenant=realm reason=refused");
        }
    }

    @Test
    void privateKeyAuthenticatesTheClient() throws Exception {
        // Given
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2_048);
        key.setKeyId("client-1");
        key.setAlgorithm("RS256");
        key.setUse("sig");
        KeycloakRealm realm = keycloak.createRealm("private-key");
        realm.createClient("{\"keys\":[" + key.toJson() + "]}");
        Path file = secret(key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));

        // When
        try (KeyvigilProcess keyvigil = watch(realm.issuer(), "private-key-file: " + file, Duration.ofSeconds(1))) {

            // Then
            await("first token").atMost(AMPLE).until(() -> canary(keyvigil).has("lastSuccess"));
            assertThat(canary(keyvigil).has("failure")).isFalse();
        }
    }

    @Test
    void keySetThatStaysOldWhileAnotherKeySignsIsARisk() throws Exception {
        // Given
        KeycloakRealm realm = realm("cached");
        try (FakeProvider cache = FakeProvider.start().publish(realm.jwks())) {
            cache.serveDiscovery("{\"issuer\":\"" + cache.issuer() + "\",\"jwks_uri\":\"" + cache.jwksUri()
                    + "\",\"token_endpoint\":\"" + realm.tokenEndpoint() + "\"}");
            String secret = "client-secret-file: " + secret(KeycloakRealm.SECRET);
            try (KeyvigilProcess keyvigil = watch(cache.issuer(), secret, Duration.ofSeconds(1))) {
                await("first token").atMost(AMPLE).until(() -> canary(keyvigil).has("lastSuccess"));

                // When
                realm.addRsaKey("next", 200, 2048);
                Instant rotated = Instant.now();

                // Then
                await("risk").atMost(AMPLE).until(() -> unpublished(keyvigil).isPresent());
                System.out.printf(
                        "Keycloak signs with a key that a cache does not serve; a canary every second proves it in %.1f s%n",
                        Duration.between(rotated, Instant.now()).toMillis() / 1_000.0);
                assertThat(unpublished(keyvigil).orElseThrow().path("severity").asText())
                        .isEqualTo("critical");
                assertThat(keyvigil.tenant("realm").path("status").asText()).isNotEqualTo("ok");
                cache.publish(realm.jwks());
                await("resolved").atMost(AMPLE).until(() -> unpublished(keyvigil)
                        .isEmpty());
            }
        }
    }

    private static Optional<JsonNode> unpublished(KeyvigilProcess keyvigil) {
        return keyvigil.risks().stream()
                .filter(risk -> risk.path("name").asText().equals("KeyvigilUnpublishedKeySigns"))
                .findFirst();
    }

    private static KeycloakRealm realm(String name) throws Exception {
        KeycloakRealm realm = keycloak.createRealm(name);
        realm.createClient();
        return realm;
    }

    private Path secret(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), content + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private KeyvigilProcess watch(KeycloakRealm realm, String secret) throws IOException {
        return watch(realm.issuer(), "client-secret-file: " + secret(secret), EVERY);
    }

    private KeyvigilProcess watch(String issuer, String credential, Duration every) throws IOException {
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  realm:
                    issuer: %s
                    poll-every: 1h
                    canary:
                      client-id: %s
                      %s
                      every: %ds
                """
                        .formatted(issuer, KeycloakRealm.CLIENT, credential, every.toSeconds()));
        return Program.in(directory.resolve("data")).watching(watchList).serve();
    }

    private static JsonNode canary(KeyvigilProcess keyvigil) {
        return keyvigil.tenant("realm").path("canary");
    }

    private static List<JsonNode> switches(KeyvigilProcess keyvigil) {
        return keyvigil.events("realm").stream()
                .filter(event -> event.path("kind").textValue().equals("signing-key-switched"))
                .toList();
    }
}
