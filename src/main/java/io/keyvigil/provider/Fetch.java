package io.keyvigil.provider;

import io.keyvigil.provider.Documents.Had;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;

/** One attempt to have the keys of one tenant, from whichever source it has. */
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
        if (source instanceof KeySource.Discovery discovery) {
            return byDiscovery(discovery.uri());
        }
        if (source instanceof KeySource.JwksUri jwks) {
            return bare(jwks.uri());
        }
        return fromFile((KeySource.JwksFile) source);
    }

    private FetchResult fromFile(KeySource.JwksFile source) {
        Had<Optional<JwksDocument>> had = new Had<>(Optional.empty(), keyFile.read(source.file(), known.jwksSha256()));
        return result(Optional.empty(), Optional.empty(), had);
    }

    private FetchResult bare(String uri) {
        return HttpAddress.of(uri)
                .fold(
                        address -> keySet(Optional.empty(), Optional.empty(), address),
                        flaw -> failed(Optional.empty(), Optional.empty(), flaw));
    }

    private FetchResult byDiscovery(String uri) {
        return HttpAddress.of(uri).fold(this::byDiscovery, flaw -> failed(Optional.empty(), Optional.empty(), flaw));
    }

    private FetchResult byDiscovery(HttpAddress address) {
        Had<ProviderMetadata> had = documents.discovery(address, tenant, known, round);
        return had.outcome()
                .fold(
                        metadata -> keySet(had.exchange(), metadata, address),
                        flaw -> failed(had.exchange(), Optional.empty(), flaw));
    }

    private FetchResult keySet(Optional<Exchange> discovery, ProviderMetadata metadata, HttpAddress discoveredAt) {
        return JwksUri.of(metadata.jwksUri(), discoveredAt)
                .fold(
                        address -> keySet(discovery, changed(metadata), address),
                        flaw -> failed(discovery, Optional.empty(), flaw));
    }

    private FetchResult keySet(Optional<Exchange> discovery, Optional<ProviderMetadata> metadata, HttpAddress address) {
        return result(discovery, metadata, documents.keySet(address, tenant, known, round));
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
                        flaw -> failed(discovery, keySet.exchange(), flaw));
    }

    private FetchResult failed(Optional<Exchange> discovery, Optional<Exchange> jwks, Flaw flaw) {
        return new FetchResult.Failed(discovery, jwks, flaw.reason(), flaw.detail(), flaw.retryAfter(), took());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
