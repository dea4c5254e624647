package io.keyvigil.real;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realm of a real Keycloak, whose keys an administrator changes while Keyvigil watches. Only requested polls happen. */
class KeycloakRotationIT {

    private static KeycloakServer keycloak;

    @TempDir
    private Path directory;

    private KeycloakRealm realm;
    private String firstKey;
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
    void watchNewRealm() throws Exception {
        realm = keycloak.createRealm("watched-" + directory.getFileName());
        realm.createClient();
        firstKey = realm.keyProvider("rsa-generated");
        keyvigil = start();
    }

    @AfterEach
    void end() {
        keyvigil.close();
    }

    @Test
    void newRealmIsFirstSeenWithoutEvents() throws Exception {
        // Given
        String signing = realm.signingKid();

        // When
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(poll.path("outcome").textValue()).isEqualTo("unchanged");
        assertThat(keyvigil.events("realm")).isEmpty();
        assertThat(published()).isEqualTo(realm.publishedSizes()).hasSize(2).containsKey(signing);
        assertThat(keyvigil.metric("keyvigil_published_keys{tenant=\"realm\"}")).isEqualTo(1);
    }

    @Test
    void addedProviderIsAnAddedKeyThatSignsAtOnce() throws Exception {
        // Given
        String provider = realm.addRsaKey("next", 200, 4096);

        // When
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(changes(poll)).containsExactly("key-added " + realm.kid(provider));
        assertThat(realm.signingKid()).isEqualTo(realm.kid(provider));
        assertThat(published()).isEqualTo(realm.publishedSizes()).containsEntry(realm.kid(provider), 4096);
    }

    @Test
    void passiveKeyIsStillPublished() throws Exception {
        // Given
        realm.addRsaKey("next", 200, 2048);
        keyvigil.poll("realm");
        realm.set(firstKey, "active", false);

        // When
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(changes(poll)).isEmpty();
        assertThat(published()).isEqualTo(realm.publishedSizes()).containsKey(realm.kid(firstKey));
    }

    @Test
    void disabledKeyIsWithdrawn() throws Exception {
        // Given
        realm.addRsaKey("next", 200, 2048);
        keyvigil.poll("realm");
        String kid = realm.kid(firstKey);
        realm.set(firstKey, "enabled", false);

        // When
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(changes(poll)).containsExactly("key-withdrawn " + kid);
        assertThat(published()).isEqualTo(realm.publishedSizes()).doesNotContainKey(kid);
    }

    @Test
    void soleSigningKeyReplacedWithinOnePollIsDisjoint() throws Exception {
        // Given
        String first = realm.kid(firstKey);
        String provider = realm.addRsaKey("next", 200, 2048);
        realm.delete(firstKey);

        // When
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(changes(poll))
                .containsExactly("key-added " + realm.kid(provider), "key-withdrawn " + first, "rotation-disjoint ");
        assertThat(published()).isEqualTo(realm.publishedSizes());
    }

    @Test
    void wholeRotationIsRememberedAcrossRestart() throws Exception {
        // Given
        String first = realm.kid(firstKey);
        String provider = realm.addRsaKey("next", 200, 2048);
        pollAndCompare();
        realm.set(firstKey, "active", false);
        pollAndCompare();
        realm.set(firstKey, "enabled", false);
        pollAndCompare();
        realm.set(firstKey, "enabled", true);
        pollAndCompare();
        realm.delete(firstKey);
        pollAndCompare();
        List<JsonNode> events = keyvigil.events("realm");
        List<JsonNode> keys = keyvigil.keys("realm");
        assertThat(events.stream().map(KeycloakRotationIT::change))
                .containsExactly(
                        "key-withdrawn " + first,
                        "key-added " + first,
                        "key-withdrawn " + first,
                        "key-added " + realm.kid(provider));

        // When
        assertThat(keyvigil.stop()).isIn(0, 143);
        keyvigil = start();
        JsonNode poll = keyvigil.poll("realm");

        // Then
        assertThat(changes(poll)).isEmpty();
        assertThat(keyvigil.events("realm")).isEqualTo(events);
        assertThat(withoutMoments(keyvigil.keys("realm"))).isEqualTo(withoutMoments(keys));
        assertThat(published()).isEqualTo(realm.publishedSizes());
    }

    private void pollAndCompare() throws Exception {
        keyvigil.poll("realm");
        assertThat(published()).isEqualTo(realm.publishedSizes());
    }

    private KeyvigilProcess start() throws Exception {
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  realm:
                    issuer: %s
                    poll-every: 1h
                """
                        .formatted(realm.issuer()));
        return Program.in(directory.resolve("data")).watching(watchList).serve();
    }

    private Map<String, Integer> published() {
        return keyvigil.keys("realm").stream()
                .filter(key -> key.path("state").textValue().equals("published"))
                .collect(toMap(key -> key.path("kid").textValue(), key -> key.path("size")
                        .intValue()));
    }

    private static List<String> changes(JsonNode poll) {
        assertThat(poll.path("outcome").textValue()).isNotEqualTo("failed");
        return events(poll).stream().map(KeycloakRotationIT::change).toList();
    }

    private static List<JsonNode> events(JsonNode poll) {
        return StreamSupport.stream(poll.path("events").spliterator(), false).toList();
    }

    private static String change(JsonNode event) {
        return event.path("kind").textValue() + " " + event.path("kid").asText("");
    }

    /** A published key was last seen by the latest poll, and moments are stored in milliseconds. */
    private static List<JsonNode> withoutMoments(List<JsonNode> keys) {
        return keys.stream()
                .<JsonNode>map(
                        key -> key.<ObjectNode>deepCopy().without(List.of("firstSeen", "lastSeen", "withdrawnAt")))
                .toList();
    }
}
