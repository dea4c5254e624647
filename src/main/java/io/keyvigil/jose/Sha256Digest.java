package io.keyvigil.jose;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A SHA-256 digest (FIPS 180-4). Kept as numbers to save memory: a hundred thousand tenants have several each, and a
 * text needs more than twice the space. Digests of different classes have different inputs, and are never equal.
 */
public class Sha256Digest {

    private static final int OCTETS = 32;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    Sha256Digest(byte[] digest) {
        if (digest.length != OCTETS) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 octets, not " + digest.length);
        }
        ByteBuffer octets = ByteBuffer.wrap(digest);
        this.first = octets.getLong();
        this.second = octets.getLong();
        this.third = octets.getLong();
        this.fourth = octets.getLong();
    }

    /** Computes the digest of that content. */
    public static Sha256Digest over(byte[] content) {
        return new Sha256Digest(Sha256.of(content));
    }

    /** Reads the result of {@link #hex}; empty if the text has another form. */
    public static Optional<Sha256Digest> ofHex(String text) {
        try {
            return Optional.of(new Sha256Digest(HexFormat.of().parseHex(text)));
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }

    /** 64 digits in lower case. */
    public String hex() {
        return HexFormat.of().formatHex(octets());
    }

    /** 43 characters, without padding. */
    String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets());
    }

    private byte[] octets() {
        return ByteBuffer.allocate(OCTETS)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Sha256Digest that
                && getClass() == that.getClass()
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return hex();
    }
}
