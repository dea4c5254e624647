package io.keyvigil.jose;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * EMSA-PSS with MGF1 of the same hash function, decoded as far as possible without the message: RFC 8017 section
 * 9.1.2 steps 4 to 10, with any salt length.
 */
record PssForm(HashAlgorithm hash, int zeroOctets, byte[] salt, byte[] digest) {

    private static final int TRAILER = 0xBC;
    private static final int MESSAGE_ZERO_OCTETS = 8;

    static Optional<PssForm> of(HashAlgorithm hash, BigInteger revealed, int encodedBits) {
        int encodedOctets = (encodedBits + 7) / 8;
        int maskedOctets = encodedOctets - hash.digestOctets() - 1;
        boolean formed =
                revealed.bitLength() <= encodedBits && (revealed.intValue() & 0xFF) == TRAILER && maskedOctets > 0;
        if (!formed) {
            return Optional.empty();
        }
        byte[] encoded = UnsignedOctets.of(revealed, encodedOctets);
        byte[] digest = Arrays.copyOfRange(encoded, maskedOctets, encodedOctets - 1);
        byte[] block = unmasked(hash, Arrays.copyOf(encoded, maskedOctets), digest);
        block[0] &= (byte) (0xFF >>> (8 * encodedOctets - encodedBits));
        int separator = separator(block);
        return separator < 0
                ? Optional.empty()
                : Optional.of(
                        new PssForm(hash, separator, Arrays.copyOfRange(block, separator + 1, maskedOctets), digest));
    }

    int saltOctets() {
        return salt.length;
    }

    RsaBlock.Pss block() {
        return new RsaBlock.Pss(hash, zeroOctets, salt.length);
    }

    /** Whether it was made from that message (steps 12 to 14). */
    boolean isOf(Octets message) {
        MessageDigest computation = hash.started();
        computation.update(new byte[MESSAGE_ZERO_OCTETS]);
        computation.update(hash.of(message));
        return MessageDigest.isEqual(digest, computation.digest(salt));
    }

    /** The position of the byte 01 that follows only zero bytes; negative if there is none. */
    private static int separator(byte[] block) {
        int index = 0;
        while (index < block.length - 1 && block[index] == 0) {
            index++;
        }
        return block[index] == 1 ? index : -1;
    }

    /** Removes the mask with MGF1 (RFC 8017 appendix B.2.1). */
    private static byte[] unmasked(HashAlgorithm hash, byte[] masked, byte[] seed) {
        MessageDigest computation = hash.started();
        byte[] block = masked.clone();
        for (int offset = 0, counter = 0; offset < block.length; offset += hash.digestOctets(), counter++) {
            computation.update(seed);
            byte[] mask = computation.digest(
                    new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
                    });
            for (int index = 0; index < mask.length && offset + index < block.length; index++) {
                block[offset + index] ^= mask[index];
            }
        }
        return block;
    }
}
