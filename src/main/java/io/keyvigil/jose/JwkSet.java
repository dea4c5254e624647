package io.keyvigil.jose;

import java.util.List;

/** A published JWK Set (RFC 7517 section 5): every entry in the published order, the unusable ones included. */
public record JwkSet(List<Jwk> keys) {
    public JwkSet {
        keys = List.copyOf(keys);
    }
}
