package io.keyvigil.provider;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.Sha256Digest;
import java.util.List;

/**
 * A JWK Set that a provider published.
 *
 * @param publicJson for each key its JSON without private members
 * @param sha256 digest of the body as received
 */
public record JwksDocument(JwkSet set, List<String> publicJson, Sha256Digest sha256) {
    public JwksDocument {
        publicJson = List.copyOf(publicJson);
    }
}
