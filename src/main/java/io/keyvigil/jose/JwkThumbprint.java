package io.keyvigil.jose;

import static java.util.Objects.requireNonNull;

/**
 * The identity of a key: its RFC 7638 thumbprint, SHA-256 over canonical integers, base64url without padding (43
 * characters). Two spellings of one key (leading zero octets, padding, the standard base64 alphabet) have one thumbprint.
 */
public record JwkThumbprint(String value) {
    public JwkThumbprint {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
