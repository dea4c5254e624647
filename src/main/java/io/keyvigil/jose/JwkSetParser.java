package io.keyvigil.jose;

/**
 * Reads JWK Sets as they are found in the field (RFC 7517 section 5), and PEM files.
 *
 * <p>It accepts the sins that real providers commit (padding, the standard alphabet, leading zero octets, line breaks in
 * values), reports them as {@link KeyOddity}, and never throws for what a provider sent.
 */
public final class JwkSetParser {

    /** Entra's guidance asks caches for 10 to 1,000 keys; more is no key set but an attack or a mistake. */
    public static final int MAXIMUM_KEYS = 1_000;

    private JwkSetParser() {}

    /** Reads a JSON text in UTF-8; a byte order mark is tolerated. */
    public static JwkSetReading parse(byte[] json) {
        throw new UnsupportedOperationException();
    }

    /** Reads PEM text: every CERTIFICATE and PUBLIC KEY block (RFC 7468) becomes a key without {@code kid}. */
    public static JwkSetReading parsePem(String pem) {
        throw new UnsupportedOperationException();
    }

    /** Reads one JWK back that {@link JwkSetReading.Readable#publicJson()} gave. */
    public static Jwk parseKey(String json) {
        throw new UnsupportedOperationException();
    }
}
