package io.keyvigil.jose;

import java.util.Base64;
import java.util.Optional;

/**
 * The identity of a key: its RFC 7638 thumbprint, SHA-256 over canonical integers, base64url without padding (43
 * characters). Two spellings of one key (leading zero octets, padding, the standard base64 alphabet) have one thumbprint.
 */
public final class JwkThumbprint extends Sha256Digest {

    private JwkThumbprint(byte[] digest) {
        super(digest);
    }

    /** @throws IllegalArgumentException where the text is no thumbprint */
    public JwkThumbprint(String value) {
        this(Base64.getUrlDecoder().decode(value));
    }

    /** Of what RFC 7638 has hashed. */
    static JwkThumbprint over(String canonicalJson) {
        return new JwkThumbprint(Sha256.of(canonicalJson));
    }

    /** Reads a text that may be something else. */
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
