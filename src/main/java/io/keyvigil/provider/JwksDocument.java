package io.keyvigil.provider;

import io.keyvigil.jose.JwkSet;
import java.util.List;

/**
 * A JWK Set that a provider published.
 *
 * @param publicJson for each key its JSON without private members
 * @param sha256 of the body as it was received, lower-case hex
 */
public record JwksDocument(JwkSet set, List<String> publicJson, String sha256) {
    public JwksDocument {
        publicJson = List.copyOf(publicJson);
    }
}
