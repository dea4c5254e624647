package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that a real Keycloak issued, before and after a rotation, diagnosed by the real service. */
class KeycloakTokenIT {

    private static KeycloakServer keycloak;

    @TempDir
    private Path directory;

    private KeycloakRealm realm;
    private KeycloakRealm neighbour;
    private KeyvigilProcess keyvigil;

    @BeforeAll
    static void startKeycloak() throws Exception {
        keycloak = KeycloakServer.start();
    }

    @AfterAll
    static void endKeycloak() {
        keycloak.close();
    }

    @BeforeEach
    void watchTwoRealms() throws Exception {
        realm = realm("own-");
        neighbour = realm("neighbour-");
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  own: {issuer: %s, poll-every: 1h, audiences: [account]}
                  neighbour: {issuer: %s, poll-every: 1h, audiences: [account]}
                """
                        .formatted(realm.issuer(), neighbour.issuer()));
        keyvigil = Program.in(directory.resolve("data")).watching(watchList).serve();
    }

    private KeycloakRealm realm(String prefix) throws Exception {
        KeycloakRealm made = keycloak.createRealm(prefix + directory.getFileName());
        made.createClient();
        made.createUser();
        return made;
    }

    @AfterEach
    void end() {
        keyvigil.close();
    }

    @Test
    void accessTokenIsAccepted() throws Exception {
        // Given
        String token = realm.tokens().path("access_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "");

        // Then
        assertThat(diagnosis.path("verdict").textValue())
                .as(diagnosis.toString())
                .isEqualTo("accepted");
        assertThat(diagnosis.path("cause").isNull()).isTrue();
        assertThat(diagnosis.path("tenant").textValue()).isEqualTo("own");
        assertThat(diagnosis.toString()).doesNotContain("Ada", "ada@example.org", token.split("\\.")[2]);
    }

    @Test
    void idTokenIsToldFromAnAccessToken() throws Exception {
        // Given
        String token = realm.tokens().path("id_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "?audience=probe");

        // Then
        assertThat(diagnosis.path("verdict").textValue())
                .as(diagnosis.toString())
                .isEqualTo("accepted");
        assertThat(diagnosis.findValuesAsText("code")).contains("id-token-as-access-token");
    }

    @Test
    void refreshTokenIsOfASecretThatNobodyPublishes() throws Exception {
        // Given
        String token = realm.tokens().path("refresh_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "");

        // Then
        assertThat(diagnosis.path("cause").textValue()).as(diagnosis.toString()).isEqualTo("hmac-not-verifiable");
        assertThat(diagnosis.findValuesAsText("code")).contains("refresh-token");
    }

    @Test
    void tokenOfANewKeyIsAcceptedBecauseItsKidIsAskedFor() throws Exception {
        // Given
        realm.addRsaKey("next", 200, 2048);
        String token = realm.tokens().path("access_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "");

        // Then
        assertThat(diagnosis.path("verdict").textValue())
                .as(diagnosis.toString())
                .isEqualTo("accepted");
        await().untilAsserted(() -> assertThat(keyvigil.events("own"))
                .extracting(event -> event.path("kind").textValue())
                .containsExactly("signing-key-switched", "key-added"));
    }

    @Test
    void tokenOfADeletedKeyIsOfAWithdrawnKey() throws Exception {
        // Given
        String token = realm.tokens().path("access_token").textValue();
        realm.addRsaKey("next", 200, 2048);
        realm.delete(realm.keyProvider("rsa-generated"));
        keyvigil.poll("own");

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "");

        // Then
        assertThat(diagnosis.path("cause").textValue()).as(diagnosis.toString()).isEqualTo("kid-withdrawn");
        assertThat(diagnosis.findValuesAsText("kind")).contains("key-withdrawn", "key-added");
    }

    @Test
    void tokenOfAnotherRealmIsSaidToBe() throws Exception {
        // Given
        String token = neighbour.tokens().path("access_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "?tenant=own");

        // Then
        assertThat(diagnosis.path("cause").textValue()).as(diagnosis.toString()).isEqualTo("issuer-mismatch");
        assertThat(diagnosis.findValuesAsText("code")).contains("kid-of-other-tenant");
    }

    @Test
    void tokenForAnotherAudienceIsSaidToBe() throws Exception {
        // Given
        String token = realm.tokens().path("access_token").textValue();

        // When
        JsonNode diagnosis = keyvigil.diagnose(token, "?audience=api://orders");

        // Then
        assertThat(diagnosis.path("cause").textValue()).as(diagnosis.toString()).isEqualTo("audience-mismatch");
    }

    @Test
    void changedClaimIsProvenToBeChanged() throws Exception {
        // Given
        String[] segments = realm.tokens().path("access_token").textValue().split("\\.");
        char[] payload = segments[1].toCharArray();
        int middle = payload.length / 2;
        payload[middle] = payload[middle] == 'A' ? 'B' : 'A';

        // When
        JsonNode diagnosis =
                keyvigil.diagnose(segments[0] + "." + new String(payload) + "." + segments[2], "?tenant=own");

        // Then: one letter can break the JSON, too, which comes first
        assertThat(diagnosis.findValuesAsText("code"))
                .as(Arrays.toString(payload).length() + " " + diagnosis)
                .contains("content-altered");
    }
}
