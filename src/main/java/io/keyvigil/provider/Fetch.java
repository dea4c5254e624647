package io.keyvigil.provider;

import io.keyvigil.provider.Documents.Had;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One attempt to fetch the keys of one tenant from its source. */
final class Fetch {

    private final long begunNanos = System.nanoTime();
    private final Documents documents;
    private final KeyFile keyFile;
    private final Tenant tenant;
    private final Known known;
    private final Round round;

    Fetch(Documents documents, KeyFile keyFile, Tenant tenant, Known known, Round round) {
        this.documents = documents;
        this.keyFile = keyFile;
        this.tenant = tenant;
        this.known = known;
        this.round = round;
    }

    FetchResult run() {
        KeySource source = tenant.source();
        return source instanceof KeySource.JwksFile file
                ? fromFile(file)
                : HeaderValues.of(tenant.headers()).fold(headers -> fromProvider(source, headers), this::failed);
    }

    private FetchResult fromProvider(KeySource source, Map<String, String> headers) {
        return source instanceof KeySource.Discovery discovery
                ? HttpAddress.of(discovery.uri()).fold(address -> byDiscovery(address, headers), this::failed)
                : bare(((KeySource.JwksUri) source).uri(), headers);
    }

    private FetchResult fromFile(KeySource.JwksFile source) {
        Had<Optional<JwksDocument>> had = new Had<>(Optional.empty(), keyFile.read(source.file(), known.jwksSha256()));
        return result(Optional.empty(), Optional.empty(), had);
    }

    private FetchResult bare(String uri, Map<String, String> headers) {
        return HttpAddress.of(uri)
                .fold(address -> keySet(Optional.empty(), Optional.empty(), address, headers), this::failed);
    }

    private FetchResult byDiscovery(HttpAddress address, Map<String, String> headers) {
        Had<ProviderMetadata> had = documents.discovery(address, tenant, headers, known, round);
        return had.outcome()
                .fold(
                        metadata -> keySet(had.exchange(), following(metadata), address, headers),
                        flaw -> failed(had.exchange(), Optional.empty(), Optional.empty(), flaw));
    }

    private ProviderMetadata following(ProviderMetadata read) {
        return known.metadata().map(read::following).orElse(read);
    }

    private FetchResult keySet(
            Optional<Exchange> discovery,
            ProviderMetadata metadata,
            HttpAddress discoveredAt,
            Map<String, String> headers) {
        return JwksUri.of(metadata.jwksUri(), discoveredAt)
                .fold(
                        address -> keySet(
                                discovery,
                                changed(metadata),
                                address,
                                SecretDestinations.keys(tenant, metadata).include(address) ? headers : Map.of()),
                        flaw -> failed(discovery, Optional.empty(), changed(metadata), flaw));
    }

    private FetchResult keySet(
            Optional<Exchange> discovery,
            Optional<ProviderMetadata> metadata,
            HttpAddress address,
            Map<String, String> headers) {
        return result(discovery, metadata, documents.keySet(address, tenant, headers, known, round));
    }

    private Optional<ProviderMetadata> changed(ProviderMetadata metadata) {
        return Optional.of(metadata)
                .filter(now -> !known.metadata().equals(Optional.of(now)))
                .map(now -> now.sharing(tenant.issuer()));
    }

    private FetchResult result(
            Optional<Exchange> discovery, Optional<ProviderMetadata> metadata, Had<Optional<JwksDocument>> keySet) {
        return keySet.outcome()
                .fold(
                        document -> metadata.isEmpty() && document.isEmpty()
                                ? new FetchResult.NotModified(discovery, keySet.exchange(), took())
                                : new FetchResult.Fetched(discovery, keySet.exchange(), metadata, document, took()),
                        flaw -> failed(discovery, keySet.exchange(), metadata, flaw));
    }

    private FetchResult failed(Flaw flaw) {
        return failed(Optional.empty(), Optional.empty(), Optional.empty(), flaw);
    }

    private FetchResult failed(
            Optional<Exchange> discovery, Optional<Exchange> jwks, Optional<ProviderMetadata> metadata, Flaw flaw) {
        return new FetchResult.Failed(
                discovery, jwks, metadata, flaw.reason(), flaw.detail(), flaw.retryAfter(), took());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
