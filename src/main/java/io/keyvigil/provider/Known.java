package io.keyvigil.provider;

import io.keyvigil.jose.Sha256Digest;
import java.util.Optional;

/**
 * What an earlier fetch of a tenant brought, so that the next one can be conditional and can skip what is the same.
 *
 * @param discovery validators of the discovery document; used only where {@code metadata} is there
 * @param jwksUri the address as the tenant or the discovery document has it
 * @param jwks validators of the JWK Set; used only where {@code jwksSha256} is there, and only for the address {@code
 *     jwksUri} that they came from
 * @param jwksSha256 of the last JWK Set
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
