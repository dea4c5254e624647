package io.keyvigil.testing;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.provider.Validators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a fetch may bring, without fetching. Keys are JSON texts of JWKs. */
public final class Fetches {

    public static final String JWKS_URI = "https://idp.example/jwks";

    private static final Duration TOOK = Duration.ofMillis(20);

    private Fetches() {}

    /** A new key set. Its digest is that of the text. */
    public static JwksDocument document(String... jwks) {
        String json = "{\"keys\":[" + String.join(",", jwks) + "]}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return JwkSetParser.parse(body)
                .fold(read -> new JwksDocument(read.set(), read.publicJson(), Sha256Digest.over(body)), unreadable -> {
                    throw new AssertionError(unreadable.detail());
                });
    }

    public static FetchResult fetched(String... jwks) {
        return fetched(Optional.empty(), Optional.of(document(jwks)));
    }

    public static FetchResult fetched(ProviderMetadata metadata, String... jwks) {
        return fetched(Optional.of(metadata), Optional.of(document(jwks)));
    }

    /** A new key set that caches may keep for that long. */
    public static FetchResult keptFor(Duration maxAge, String... jwks) {
        Exchange exchange = new Exchange(
                JWKS_URI,
                Instant.parse("2026-03-01T00:00:00Z"),
                TOOK,
                200,
                1_000,
                "HTTP/1.1",
                Validators.NONE,
                new CacheDirectives(Optional.of(maxAge), false, false, false, Optional.empty()),
                Optional.empty(),
                Optional.empty());
        return new FetchResult.Fetched(
                Optional.empty(), Optional.of(exchange), Optional.empty(), Optional.of(document(jwks)), TOOK);
    }

    /** A new discovery document that names the same key set. */
    public static FetchResult discovered(ProviderMetadata metadata) {
        return fetched(Optional.of(metadata), Optional.empty());
    }

    private static FetchResult fetched(Optional<ProviderMetadata> metadata, Optional<JwksDocument> document) {
        return new FetchResult.Fetched(Optional.empty(), Optional.of(exchange(200)), metadata, document, TOOK);
    }

    /** The same as before, told by this status. */
    public static FetchResult same(int status) {
        return new FetchResult.NotModified(Optional.empty(), Optional.of(exchange(status)), TOOK);
    }

    public static FetchResult failed(FetchFailure reason) {
        return failed(reason, Optional.empty());
    }

    public static FetchResult failed(FetchFailure reason, Duration retryAfter) {
        return failed(reason, Optional.of(retryAfter));
    }

    /** The discovery document is another one, and leads to no keys. */
    public static FetchResult failed(FetchFailure reason, ProviderMetadata metadata) {
        return failed(reason, Optional.of(metadata), Optional.empty());
    }

    private static FetchResult failed(FetchFailure reason, Optional<Duration> retryAfter) {
        return failed(reason, Optional.empty(), retryAfter);
    }

    private static FetchResult failed(
            FetchFailure reason, Optional<ProviderMetadata> metadata, Optional<Duration> retryAfter) {
        return new FetchResult.Failed(
                Optional.empty(),
                Optional.empty(),
                metadata,
                reason,
                "https://idp.example/jwks did not answer",
                retryAfter,
                TOOK);
    }

    public static ProviderMetadata metadata(String issuer, String jwksUri, String... algorithms) {
        return new ProviderMetadata(issuer, jwksUri, List.of(algorithms), Optional.empty());
    }

    public static Exchange exchange(int status) {
        return new Exchange(
                JWKS_URI,
                Instant.parse("2026-03-01T00:00:00Z"),
                TOOK,
                status,
                1_000,
                "HTTP/1.1",
                Validators.NONE,
                CacheDirectives.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
