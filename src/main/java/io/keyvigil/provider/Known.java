package io.keyvigil.provider;

import io.keyvigil.jose.Sha256Digest;
import java.util.Optional;

/**
 * The results of an earlier fetch of a tenant. They make the next fetch conditional and let it skip unchanged content.
 *
 * @param discovery validators of the discovery document; used only if {@code metadata} is present
 * @param jwksUri the address from the tenant or the discovery document
 * @param jwks validators of the JWK Set; used only if {@code jwksSha256} is present, and only for the address
 *     {@code jwksUri} that sent them
 * @param jwksSha256 digest of the last JWK Set
 */
public record Known(
        Optional<ProviderMetadata> metadata,
        Validators discovery,
        Optional<String> jwksUri,
        Validators jwks,
        Optional<Sha256Digest> jwksSha256) {

    public static final Known NOTHING =
            new Known(Optional.empty(), Validators.NONE, Optional.empty(), Validators.NONE, Optional.empty());
}
