package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One monitored issuer of an OpenID Provider, as defined in the watch list. Immutable and valid.
 *
 * @param issuer the value of {@code iss}; may contain {@code {tenantid}}; absent only if keys come from a file or a bare
 *     {@code jwks-uri}
 * @param leeway empty: from the consumers' profiles, else 60 s
 * @param headers sent with each request; their values may be secrets and are never shown
 * @param tlsCa PEM file of the private CA for this tenant
 */
public record Tenant(
        TenantId id,
        KeySource source,
        Optional<String> issuer,
        List<String> acceptIssuers,
        List<String> audiences,
        Set<JwsAlgorithm> algorithms,
        Optional<Duration> leeway,
        Duration pollEvery,
        Duration tokenLifetime,
        Map<String, HeaderValue> headers,
        Optional<Path> tlsCa,
        Optional<Canary> canary,
        List<ConsumerId> consumers) {

    public static final Duration DEFAULT_POLL_EVERY = Duration.ofMinutes(5);
    public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofHours(1);

    public Tenant {
        acceptIssuers = List.copyOf(acceptIssuers);
        audiences = List.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        headers = Map.copyOf(headers);
        consumers = List.copyOf(consumers);
    }

    /** Returns a tenant with only an issuer: discovery at the issuer, and defaults for all other values. */
    public static Tenant ofIssuer(TenantId id, String issuer) {
        return ofIssuer(id, issuer, DEFAULT_POLL_EVERY);
    }

    static Tenant ofIssuer(TenantId id, String issuer, Duration pollEvery) {
        return new Tenant(
                id,
                new KeySource.Discovery(Addresses.discovery(issuer)),
                Optional.of(issuer),
                List.of(),
                List.of(),
                JwsAlgorithm.asymmetric(),
                Optional.empty(),
                pollEvery,
                DEFAULT_TOKEN_LIFETIME,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Whether keys are transferred without TLS: the scheme of the issuer, or of the address of the keys, is {@code http}. */
    public boolean insecure() {
        return source.insecure() || issuer.filter(Addresses::isPlainHttp).isPresent();
    }

    /** Whether the keys are read without a request to another machine: from a file, or from an address on loopback. */
    public boolean onLoopback() {
        return source.onLoopback();
    }

    /** Returns a text without header values, which may be secrets. */
    @Override
    public String toString() {
        return "Tenant[" + id + ", " + source + "]";
    }
}
