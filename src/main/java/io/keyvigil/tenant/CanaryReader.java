package io.keyvigil.tenant;

import io.keyvigil.tenant.Canary.Credential;
import io.keyvigil.tenant.Canary.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a tenant's {@code canary}. */
final class CanaryReader {

    static final List<String> MEMBERS = List.of(
            "client-id", "client-secret-file", "private-key-file", "token-file", "token-endpoint", "scope", "every");

    private static final Duration LEAST_EVERY = Duration.ofMinutes(1);

    private final ValueReader values;

    CanaryReader(ValueReader values) {
        this.values = values;
    }

    Optional<Canary> read(YamlMapping tenant, boolean onLoopback) {
        Optional<YamlMapping> canary = tenant.mapping("canary");
        boolean discovery = !tenant.has("jwks-uri") && !tenant.has("jwks-file");
        canary.filter(mapping -> !discovery && !mapping.has("token-endpoint"))
                .ifPresent(mapping -> tenant.problem(
                        "canary",
                        "has no address to ask: discovery names the token endpoint, and this tenant has no discovery",
                        "add token-endpoint to it, or remove the canary"));
        return canary.flatMap(mapping -> members(mapping, onLoopback));
    }

    private Optional<Canary> members(YamlMapping canary, boolean onLoopback) {
        KnownMembers.check(canary, MEMBERS);
        if (!canary.has("client-id")) {
            canary.problem("has no client-id", "add client-id: the client that may ask for tokens");
        }
        Optional<String> clientId = values.text(canary, "client-id");
        Optional<Credential> credential = credential(canary);
        Optional<String> tokenEndpoint = values.address(canary, "token-endpoint");
        Optional<String> scope = values.text(canary, "scope");
        Duration every = DurationReader.interval(canary, "every", LEAST_EVERY, onLoopback)
                .orElse(Canary.DEFAULT_EVERY);
        return clientId.flatMap(
                client -> credential.map(shown -> new Canary(client, shown, scope, every, tokenEndpoint)));
    }

    private Optional<Credential> credential(YamlMapping canary) {
        List<Method> given = Arrays.stream(Method.values())
                .filter(method -> canary.has(method.member()))
                .toList();
        if (given.isEmpty()) {
            Method first = Method.CLIENT_SECRET;
            canary.problem(
                    "has no " + first.member(),
                    "add " + first.member() + ": " + first.meaning() + "; or " + Method.PRIVATE_KEY.member() + " or "
                            + Method.TOKEN.member());
        } else if (given.size() > 1) {
            canary.problem(
                    given.get(1).member(),
                    "contradicts " + given.get(0).member() + ": the client authenticates in one way",
                    "remove one of the two");
        }
        return given.stream().findFirst().flatMap(method -> values.file(canary, method.member())
                .map(file -> new Credential(method, file)));
    }
}
