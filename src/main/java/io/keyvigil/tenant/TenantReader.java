package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one tenant. */
final class TenantReader {

    static final List<String> MEMBERS = List.of(
            "issuer",
            "accept-issuers",
            "discovery-uri",
            "jwks-uri",
            "jwks-file",
            "audiences",
            "algorithms",
            "leeway",
            "poll-every",
            "token-lifetime",
            "headers",
            "tls-ca",
            "canary",
            "consumers");

    static final Duration LONGEST_LEEWAY = Duration.ofHours(1);

    private static final Set<JwsAlgorithm> DEFAULT_ALGORITHMS = Set.copyOf(JwsAlgorithm.asymmetric());

    private final ValueReader values;
    private final Set<String> declaredConsumers;

    /** @param declaredConsumers the names under {@code consumers}, including invalid consumers */
    TenantReader(ValueReader values, Set<String> declaredConsumers) {
        this.values = values;
        this.declaredConsumers = declaredConsumers;
    }

    Optional<Tenant> read(TenantId id, YamlMapping tenant) {
        KnownMembers.check(tenant, MEMBERS);
        Optional<KeySource> keys = new KeySourceReader(values).read(tenant);
        boolean onLoopback = keys.filter(KeySource::onLoopback).isPresent();
        Set<JwsAlgorithm> algorithms = values.algorithms(tenant, "algorithms");

        Optional<String> issuer = values.issuer(tenant, "issuer");
        List<String> acceptIssuers = values.issuers(tenant, "accept-issuers");
        List<String> audiences = values.texts(tenant, "audiences");
        Optional<Duration> leeway = DurationReader.read(tenant, "leeway", Duration.ZERO, LONGEST_LEEWAY);
        Duration pollEvery = DurationReader.interval(tenant, "poll-every", DurationReader.POLITE, onLoopback)
                .orElse(Tenant.DEFAULT_POLL_EVERY);
        Duration tokenLifetime = DurationReader.read(
                        tenant, "token-lifetime", Duration.ofSeconds(1), DurationReader.LONGEST)
                .orElse(Tenant.DEFAULT_TOKEN_LIFETIME);
        Optional<Canary> canary = new CanaryReader(values).read(tenant, onLoopback);
        return keys.map(source -> new Tenant(
                id,
                source,
                issuer,
                acceptIssuers,
                audiences,
                algorithms.isEmpty() ? DEFAULT_ALGORITHMS : algorithms,
                leeway,
                pollEvery,
                tokenLifetime,
                HeadersReader.read(tenant, values),
                values.file(tenant, "tls-ca"),
                canary,
                consumers(tenant)));
    }

    private List<ConsumerId> consumers(YamlMapping tenant) {
        List<ConsumerId> consumers = new ArrayList<>();
        for (YamlText name : tenant.texts("consumers")) {
            if (!declaredConsumers.contains(name.value())) {
                String meant = Nearest.to(name.value(), declaredConsumers)
                        .map(nearest -> "did you mean " + nearest + "? Otherwise ")
                        .orElse("");
                String problem = "names " + name.value() + ", which is not declared";
                tenant.problemAt(name.line(), "consumers", problem, meant + "declare it under consumers");
            } else if (TenantId.FORM.matcher(name.value()).matches()) {
                ConsumerId id = new ConsumerId(name.value());
                if (consumers.contains(id)) {
                    tenant.problemAt(name.line(), "consumers", "names " + id + " twice", "remove one of the two");
                }
                consumers.add(id);
            }
        }
        return consumers;
    }
}
