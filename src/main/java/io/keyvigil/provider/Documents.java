package io.keyvigil.provider;

import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.util.Map;
import java.util.Optional;

/** Fetches the two documents of a provider for a tenant, shared within the round. Skips known content. */
final class Documents {

    private static final String JSON = "application/json";
    private static final String JWK_SET_JSON = "application/jwk-set+json, application/json;q=0.9";

    private final Exchanger exchanger;
    private final MetadataReading metadata;
    private final KeySetReading keySet;
    private final AddressPolicy policy;

    Documents(Exchanger exchanger, MetadataReading metadata, KeySetReading keySet, AddressPolicy policy) {
        this.exchanger = exchanger;
        this.metadata = metadata;
        this.keySet = keySet;
        this.policy = policy;
    }

    /**
     * A document and its exchange.
     *
     * @param exchange empty if there was no response
     */
    record Had<T>(Optional<Exchange> exchange, Outcome<T> outcome) {}

    /** The current metadata, known or new. */
    Had<ProviderMetadata> discovery(
            HttpAddress address, Tenant tenant, Map<String, String> headers, Known known, Round round) {
        Validators validators = known.metadata().isPresent() ? known.discovery() : Validators.NONE;
        DocumentRequest request = new DocumentRequest(
                address, JSON, headers, tenant.tlsCa(), validators, policy.from(origin(tenant, address)));
        SharedDocument<ProviderMetadata> shared =
                round.discovery(request, () -> new SharedDocument<>(exchanger.ask(request), metadata::read));
        Outcome<ProviderMetadata> outcome = shared.answer()
                .fold(
                        shared::read,
                        unchanged -> Outcome.of(known.metadata().orElseThrow()),
                        refused -> new Outcome.Flawed<>(refused.flaw()));
        return new Had<>(shared.answer().exchanged(), outcome);
    }

    /** The JWK Set if it is new; empty if it is the known one. */
    Had<Optional<JwksDocument>> keySet(
            HttpAddress address, Tenant tenant, Map<String, String> headers, Known known, Round round) {
        boolean sameAddress = known.jwksUri().equals(Optional.of(address.uri().toString()));
        Optional<Sha256Digest> knownSha256 = known.jwksSha256().filter(sha256 -> sameAddress);
        Validators validators = knownSha256.isPresent() ? known.jwks() : Validators.NONE;
        DocumentRequest request = new DocumentRequest(
                address, JWK_SET_JSON, headers, tenant.tlsCa(), validators, policy.from(origin(tenant, address)));
        SharedDocument<JwksDocument> shared =
                round.keySet(request, () -> new SharedDocument<>(exchanger.ask(request), keySet::read));
        Outcome<Optional<JwksDocument>> outcome = shared.answer()
                .fold(
                        content -> knownSha256.equals(Optional.of(Sha256Digest.over(content.body())))
                                ? Outcome.of(Optional.empty())
                                : shared.read(content).map(Optional::of),
                        unchanged -> Outcome.of(Optional.empty()),
                        refused -> new Outcome.Flawed<>(refused.flaw()));
        return new Had<>(shared.answer().exchanged(), outcome);
    }

    /** The address from the watch list; {@code address} itself if that is the only one. */
    private static HttpAddress origin(Tenant tenant, HttpAddress address) {
        return tenant.source() instanceof KeySource.Discovery discovery
                ? HttpAddress.of(discovery.uri()).fold(known -> known, flaw -> address)
                : address;
    }
}
