package io.keyvigil.jose;

import java.io.IOException;

/**
 * Reads JWK Sets as they are found in the field (RFC 7517 section 5), and PEM files.
 *
 * <ol>
 *   <li>It accepts the sins that real providers commit (padding, the standard alphabet, leading zero octets, line breaks
 *       in values), reports them as {@link KeyOddity}, and never throws for what a provider sent.
 *   <li>{@link #parseKey} of a key's {@link JwkSetReading.Readable#publicJson()} gives an equal key, but for
 *       {@link KeyOddity#PRIVATE_MEMBERS} and {@link Jwk#privateMembers()}: what was secret is not stored, not even by name.
 *   <li>A {@code kid} that was cut is stored as cut, and read back as {@link UnusableReason#KID_TOO_LONG}.
 *   <li>No key material and no part of the source stands in a detail.
 * </ol>
 *
 * The size of what is read is for the caller to bound.
 */
public final class JwkSetParser {

    /** The largest real set measured has 823 keys; many more is no key set but an attack or a mistake. */
    public static final int MAXIMUM_KEYS = 2_000;

    /** The most values in one key, nested ones included. A real key has fewer than 40. */
    static final int MAXIMUM_VALUES = 1_000;

    private JwkSetParser() {}

    /** Reads a JSON text in UTF-8; a byte order mark is tolerated. */
    public static JwkSetReading parse(byte[] json) {
        Utf8Text utf8 = Utf8Text.of(json);
        if (utf8.malformedAt().isPresent()) {
            String detail = "not UTF-8 at octet " + utf8.malformedAt().getAsInt() + " (counted from 0)";
            return new JwkSetReading.Unreadable(JwkSetReading.SetFlaw.NOT_JSON, detail);
        }
        return parse(utf8.text());
    }

    /** Reads a JSON text. */
    public static JwkSetReading parse(String json) {
        return KeySetDocument.read(json);
    }

    /**
     * Reads PEM text (RFC 7468). Every CERTIFICATE and PUBLIC KEY block becomes a key without {@code kid}; one that cannot
     * be read becomes an unusable key, as does a private key, which has the oddity {@link KeyOddity#PRIVATE_MEMBERS}.
     */
    public static JwkSetReading parsePem(String pem) {
        return PemDocument.read(pem);
    }

    /** Reads one JWK back that {@link JwkSetReading.Readable#publicJson()} gave; anything but JSON is no object. */
    public static Jwk parseKey(String json) {
        try {
            return PublishedKey.of(JsonSource.read(json)).jwk();
        } catch (IOException notJson) {
            return PublishedKey.notAnObject().jwk();
        }
    }
}
