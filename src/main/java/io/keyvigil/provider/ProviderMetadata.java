package io.keyvigil.provider;

import java.util.List;
import java.util.Optional;

/**
 * What we use of a discovery document (OpenID Connect Discovery 1.0 section 3).
 *
 * @param issuer as published, empty text where it is missing; it may differ from the configured one
 * @param signingAlgorithms {@code id_token_signing_alg_values_supported} in the published order
 * @param clientAuthentication how a client shows its secret to the token endpoint, as read in this process
 */
public record ProviderMetadata(
        String issuer,
        String jwksUri,
        List<String> signingAlgorithms,
        Optional<String> tokenEndpoint,
        ClientAuthentication clientAuthentication) {
    public ProviderMetadata {
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /** Of a document that does not say how clients show their secrets. */
    public ProviderMetadata(
            String issuer, String jwksUri, List<String> signingAlgorithms, Optional<String> tokenEndpoint) {
        this(issuer, jwksUri, signingAlgorithms, tokenEndpoint, ClientAuthentication.UNSTATED);
    }

    /** The same, with that very text as issuer where it is equal: a hundred thousand tenants need not hold it twice. */
    ProviderMetadata sharing(Optional<String> known) {
        return known.filter(issuer::equals)
                .map(same ->
                        new ProviderMetadata(same, jwksUri, signingAlgorithms, tokenEndpoint, clientAuthentication))
                .orElse(this);
    }
}
