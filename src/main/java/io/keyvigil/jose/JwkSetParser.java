package io.keyvigil.jose;

import java.io.IOException;

/**
 * Reads JWK Sets leniently (RFC 7517 section 5), and PEM files.
 *
 * <ol>
 *   <li>It accepts deviations of real providers (padding, the standard alphabet, leading zero bytes, line breaks in
 *       values) and reports them as {@link KeyOddity}. It never throws for invalid input.
 *   <li>{@link #parseKey} of a key's {@link JwkSetReading.Readable#publicJson()} returns an equal key, except for
 *       {@link KeyOddity#PRIVATE_MEMBERS} and {@link Jwk#privateMembers()}: private members are not stored, not even
 *       their names.
 *   <li>A {@code kid} that was cut is stored in its cut form, and read back as {@link UnusableReason#KID_TOO_LONG}.
 *   <li>A detail contains neither key material nor any text of the source.
 * </ol>
 *
 * The caller must limit the size of the input.
 */
public final class JwkSetParser {

    /** The maximum number of keys. The largest set measured has 823; many more are an attack or a mistake. */
    public static final int MAXIMUM_KEYS = 2_000;

    /** The maximum number of values in one key, including nested ones. A real key has fewer than 40. */
    static final int MAXIMUM_VALUES = 1_000;

    private JwkSetParser() {}

    /** Reads a JSON text in UTF-8; a byte order mark is accepted. */
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
     * Reads PEM text (RFC 7468). Every CERTIFICATE and PUBLIC KEY block becomes a key without {@code kid}. An
     * unreadable block becomes an unusable key. A private key also becomes an unusable key, with the oddity
     * {@link KeyOddity#PRIVATE_MEMBERS}.
     */
    public static JwkSetReading parsePem(String pem) {
        return PemDocument.read(pem);
    }

    /**
     * Reads one JWK back from {@link JwkSetReading.Readable#publicJson()}; text that is not JSON counts as an entry
     * that is not an object.
     */
    public static Jwk parseKey(String json) {
        try {
            return PublishedKey.of(JsonSource.read(json)).jwk();
        } catch (IOException notJson) {
            return PublishedKey.notAnObject().jwk();
        }
    }
}
