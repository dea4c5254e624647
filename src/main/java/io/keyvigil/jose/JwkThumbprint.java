package io.keyvigil.jose;

import java.util.Base64;
import java.util.Optional;

/**
 * The identity of a key: its RFC 7638 thumbprint, SHA-256 over canonical integers, base64url without padding (43
 * characters). Two encodings of one key (leading zero bytes, padding, the standard base64 alphabet) have one
 * thumbprint.
 */
public final class JwkThumbprint extends Sha256Digest {

    private JwkThumbprint(byte[] digest) {
        super(digest);
    }

    /** @throws IllegalArgumentException if the text is not a thumbprint */
    public JwkThumbprint(String value) {
        this(Base64.getUrlDecoder().decode(value));
    }

    /** Computes the thumbprint of the hash input of RFC 7638. */
    static JwkThumbprint over(String canonicalJson) {
        return new JwkThumbprint(Sha256.of(canonicalJson));
    }

    /** Reads a text; empty if it is not a thumbprint. */
    public static Optional<JwkThumbprint> read(String text) {
        try {
            return Optional.of(new JwkThumbprint(text));
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }

    public String value() {
        return base64Url();
    }

    @Override
    public String toString() {
        return value();
    }
}
