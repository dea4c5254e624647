package io.keyvigil.provider;

import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The origins (RFC 6454) that may receive a tenant's secrets at an address from a discovery document: the origin of the
 * issuer, and the origin of the first address that the document ever contained. A document that changes later cannot add
 * one. Addresses that the watch list names need no such check.
 */
final class SecretDestinations {

    private final List<HttpAddress> trusted;

    private SecretDestinations(Stream<String> trusted) {
        this.trusted = trusted.flatMap(text -> HttpAddress.of(text).fold(Stream::of, flaw -> Stream.empty()))
                .toList();
    }

    /** For {@code headers}, which the address of the discovery document always receives. */
    static SecretDestinations keys(Tenant tenant, ProviderMetadata metadata) {
        Optional<String> discovery =
                tenant.source() instanceof KeySource.Discovery source ? Optional.of(source.uri()) : Optional.empty();
        return new SecretDestinations(Stream.of(issuer(tenant), discovery, Optional.of(metadata.firstJwksUri()))
                .flatMap(Optional::stream));
    }

    /** For the credential of a canary. */
    static SecretDestinations tokens(Tenant tenant, ProviderMetadata metadata) {
        return new SecretDestinations(
                Stream.of(issuer(tenant), metadata.firstTokenEndpoint()).flatMap(Optional::stream));
    }

    boolean include(HttpAddress address) {
        return trusted.stream().anyMatch(address::sameOrigin);
    }

    /** A placeholder is not valid in a URI, and never part of an origin. */
    private static Optional<String> issuer(Tenant tenant) {
        return tenant.issuer().map(issuer -> issuer.replace("{tenantid}", "tenantid"));
    }
}
