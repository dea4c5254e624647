package io.keyvigil.provider;

import java.util.List;
import java.util.Optional;

/**
 * What we use of a discovery document (OpenID Connect Discovery 1.0 section 3).
 *
 * @param issuer as published, empty text where it is missing; it may differ from the configured one
 * @param signingAlgorithms {@code id_token_signing_alg_values_supported} in the published order
 * @param clientAuthentication how a client authenticates to the token endpoint, as read in this process
 * @param firstJwksUri the first address for keys that this issuer's document named
 * @param firstTokenEndpoint the first token endpoint that it named
 */
public record ProviderMetadata(
        String issuer,
        String jwksUri,
        List<String> signingAlgorithms,
        Optional<String> tokenEndpoint,
        ClientAuthentication clientAuthentication,
        String firstJwksUri,
        Optional<String> firstTokenEndpoint) {
    public ProviderMetadata {
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /** A document that is the first of its issuer. */
    public ProviderMetadata(
            String issuer,
            String jwksUri,
            List<String> signingAlgorithms,
            Optional<String> tokenEndpoint,
            ClientAuthentication clientAuthentication) {
        this(issuer, jwksUri, signingAlgorithms, tokenEndpoint, clientAuthentication, jwksUri, tokenEndpoint);
    }

    /** Of a document that does not say how clients show their secrets. */
    public ProviderMetadata(
            String issuer, String jwksUri, List<String> signingAlgorithms, Optional<String> tokenEndpoint) {
        this(issuer, jwksUri, signingAlgorithms, tokenEndpoint, ClientAuthentication.UNSTATED);
    }

    /** The same, with that very text as issuer where it is equal: a hundred thousand tenants need not hold it twice. */
    ProviderMetadata sharing(Optional<String> known) {
        return known.filter(issuer::equals).map(this::issuedBy).orElse(this);
    }

    /** The same with other first addresses. Texts that are equal to its own are not held twice. */
    public ProviderMetadata since(String firstNamedJwksUri, Optional<String> firstNamedTokenEndpoint) {
        return new ProviderMetadata(
                issuer,
                jwksUri,
                signingAlgorithms,
                tokenEndpoint,
                clientAuthentication,
                jwksUri.equals(firstNamedJwksUri) ? jwksUri : firstNamedJwksUri,
                tokenEndpoint.equals(firstNamedTokenEndpoint) ? tokenEndpoint : firstNamedTokenEndpoint);
    }

    private ProviderMetadata issuedBy(String same) {
        return new ProviderMetadata(
                same,
                jwksUri,
                signingAlgorithms,
                tokenEndpoint,
                clientAuthentication,
                firstJwksUri,
                firstTokenEndpoint);
    }

    /**
     * Returns the same document as a later one of that issuer. An address that cannot be asked never counts as the first one.
     */
    ProviderMetadata following(ProviderMetadata earlier) {
        Optional<String> token = earlier.firstTokenEndpoint.filter(HttpAddress::isOne);
        return since(
                HttpAddress.isOne(earlier.firstJwksUri) ? earlier.firstJwksUri : firstJwksUri,
                token.isPresent() ? token : firstTokenEndpoint);
    }
}
