package io.keyvigil.provider;

import java.util.List;
import java.util.Optional;

/**
 * The members of a discovery document that Keyvigil uses (OpenID Connect Discovery 1.0 section 3).
 *
 * @param issuer as published, empty text if missing; it may differ from the configured one
 * @param signingAlgorithms {@code id_token_signing_alg_values_supported} in the published order
 * @param clientAuthentication how a client authenticates to the token endpoint, as read by this process
 * @param firstJwksUri the first {@code jwks_uri} in a document of this issuer
 * @param firstTokenEndpoint the first token endpoint in such a document
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

    /** Creates the first document of an issuer. */
    public ProviderMetadata(
            String issuer,
            String jwksUri,
            List<String> signingAlgorithms,
            Optional<String> tokenEndpoint,
            ClientAuthentication clientAuthentication) {
        this(issuer, jwksUri, signingAlgorithms, tokenEndpoint, clientAuthentication, jwksUri, tokenEndpoint);
    }

    /** Creates the metadata of a document without client authentication methods. */
    public ProviderMetadata(
            String issuer, String jwksUri, List<String> signingAlgorithms, Optional<String> tokenEndpoint) {
        this(issuer, jwksUri, signingAlgorithms, tokenEndpoint, ClientAuthentication.UNSTATED);
    }

    /** Returns the same metadata, with that instance as issuer if the texts are equal. This saves memory for 100,000 tenants. */
    ProviderMetadata sharing(Optional<String> known) {
        return known.filter(issuer::equals).map(this::issuedBy).orElse(this);
    }

    /** Returns the same metadata with other first addresses. Equal texts share one instance. */
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
     * Returns the same document as a later one of that issuer. An address that cannot be requested never counts as the first one.
     */
    ProviderMetadata following(ProviderMetadata earlier) {
        Optional<String> token = earlier.firstTokenEndpoint.filter(HttpAddress::isOne);
        return since(
                HttpAddress.isOne(earlier.firstJwksUri) ? earlier.firstJwksUri : firstJwksUri,
                token.isPresent() ? token : firstTokenEndpoint);
    }
}
