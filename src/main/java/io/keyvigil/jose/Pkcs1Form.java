package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Decodes EMSA-PKCS1-v1_5 (RFC 8017 section 9.2): 00 01, FF at least eight times, 00, DigestInfo. Exactly one such
 * block exists for a hash function and a digest: no lenient parsing is possible.
 */
final class Pkcs1Form {
    private static final int MINIMUM_PADDING = 8;
    private static final int OVERHEAD = 3;

    private Pkcs1Form() {}

    static Optional<RsaBlock.Pkcs1> of(BigInteger revealed, int modulusOctets) {
        byte[] encoded = UnsignedOctets.of(revealed, modulusOctets);
        return encoded[1] != 1
                ? Optional.empty()
                : Arrays.stream(HashAlgorithm.values())
                        .flatMap(hash -> read(hash, encoded).stream())
                        .findFirst();
    }

    private static Optional<RsaBlock.Pkcs1> read(HashAlgorithm hash, byte[] encoded) {
        byte[] prefix = HexFormat.of().parseHex(hash.digestInfoPrefix());
        int padding = encoded.length - OVERHEAD - prefix.length - hash.digestOctets();
        if (padding < MINIMUM_PADDING) {
            return Optional.empty();
        }
        byte[] start = new byte[OVERHEAD + padding + prefix.length];
        start[1] = 1;
        Arrays.fill(start, 2, 2 + padding, (byte) 0xFF);
        System.arraycopy(prefix, 0, start, OVERHEAD + padding, prefix.length);
        return Arrays.equals(start, 0, start.length, encoded, 0, start.length)
                ? Optional.of(
                        new RsaBlock.Pkcs1(hash, Octets.of(Arrays.copyOfRange(encoded, start.length, encoded.length))))
                : Optional.empty();
    }
}
