package io.keyvigil.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a tenant's {@code canary}. */
final class CanaryReader {

    static final List<String> MEMBERS = List.of("client-id", "client-secret-file", "scope", "every");

    private static final Duration LEAST_EVERY = Duration.ofMinutes(1);

    private final ValueReader values;

    CanaryReader(ValueReader values) {
        this.values = values;
    }

    Optional<Canary> read(YamlMapping tenant, boolean onLoopback) {
        if (tenant.has("canary") && (tenant.has("jwks-uri") || tenant.has("jwks-file"))) {
            tenant.problem(
                    "canary",
                    "has nowhere to ask: discovery names the token endpoint, and this tenant has none",
                    "remove the canary, or jwks-uri and jwks-file");
        }
        return tenant.mapping("canary").flatMap(canary -> members(canary, onLoopback));
    }

    private Optional<Canary> members(YamlMapping canary, boolean onLoopback) {
        KnownMembers.check(canary, MEMBERS);
        require(canary, "client-id", "the client that may ask for tokens");
        require(canary, "client-secret-file", "the file that holds the client's secret");
        Optional<String> clientId = values.text(canary, "client-id");
        Optional<Path> secret = values.file(canary, "client-secret-file");
        Optional<String> scope = values.text(canary, "scope");
        Duration every = DurationReader.interval(canary, "every", LEAST_EVERY, onLoopback)
                .orElse(Canary.DEFAULT_EVERY);
        return clientId.flatMap(client -> secret.map(file -> new Canary(client, file, scope, every)));
    }

    private static void require(YamlMapping canary, String name, String meaning) {
        if (!canary.has(name)) {
            canary.problem("has no " + name, "add " + name + ": " + meaning);
        }
    }
}
