package io.keyvigil.jose;

import java.util.List;

/** A published JWK Set (RFC 7517 section 5): all entries in the published order, including unusable ones. */
public record JwkSet(List<Jwk> keys) {
    public JwkSet {
        keys = List.copyOf(keys);
    }
}
