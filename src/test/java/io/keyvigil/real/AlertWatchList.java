package io.keyvigil.real;

import io.keyvigil.testing.FakeNtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The watch list of an {@link AlertStage}. Its consumers are set to what the validators are really set to.
 *
 * @param secret the file with the canaries' secret
 * @param other the issuer of the provider with TLS
 */
record AlertWatchList(
        Path directory,
        Path secret,
        Map<AlertedRotation, KeycloakRealm> realms,
        String other,
        Path authority,
        List<FakeNtpServer> clocks) {

    Path file() {
        return directory.resolve("watchlist.yaml");
    }

    /** With these of the tenants. */
    void write(List<String> tenants, boolean scheduledHasConsumer) throws IOException {
        Files.writeString(directory.resolve("pinned.json"), "{\"kids\": [\"ending\"]}");
        String watched = realms.entrySet().stream()
                .filter(entry -> tenants.contains(entry.getKey().tenant()))
                .map(entry -> tenant(entry.getKey(), entry.getValue(), scheduledHasConsumer))
                .collect(Collectors.joining());
        Path written = Files.writeString(directory.resolve("watchlist.new"), "tenants:\n" + watched + rest());
        Files.move(written, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private String tenant(AlertedRotation rotation, KeycloakRealm realm, boolean scheduledHasConsumer) {
        boolean consumed = scheduledHasConsumer || !rotation.equals(AlertedRotation.SCHEDULED);
        return """
                  %s:
                    issuer: %s
                    poll-every: 2s
                    token-lifetime: 5m
                    canary: {client-id: %s, client-secret-file: %s, every: 1s}
                    consumers: [%s]
                """
                .formatted(
                        rotation.tenant(),
                        realm.issuer(),
                        KeycloakRealm.CLIENT,
                        secret,
                        consumed ? rotation.consumer() : "");
    }

    private String rest() {
        return """
                  other: {issuer: "%s", tls-ca: %s, poll-every: 2s, consumers: [pinned]}
                  gone: {issuer: "http://127.0.0.1:1", poll-every: 2s}
                consumers:
                  orders-api: {profile: jose4j, cache-duration: %s, cooldown: %s}
                  gateway: {profile: jose4j, cache-duration: %s, cooldown: %s}
                  pinned: {profile: static-keys, cached-keys: {file: pinned.json, every: 1s}}
                clock: {servers: [%s], every: 1s}
                """
                .formatted(
                        other,
                        authority,
                        AlertedRotation.LONG_LIFE,
                        AlertedRotation.LONG_LIFE,
                        AlertedRotation.SHORT_LIFE,
                        AlertedRotation.SHORT_LIFE,
                        clocks.stream().map(clock -> '"' + clock.name() + '"').collect(Collectors.joining(", ")));
    }
}
