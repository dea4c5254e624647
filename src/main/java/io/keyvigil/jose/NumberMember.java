package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One JWK member with bytes in base64url, and the oddities of its encoding.
 *
 * @param octets as they were received; none if there is a reason
 */
record NumberMember(byte[] octets, Optional<UnusableReason> unusable, Set<KeyOddity> oddities) {

    static NumberMember of(JsonObject members, String name) {
        Optional<String> text = members.text(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return unreadable(UnusableReason.MEMBER_MISSING);
        }
        return Base64Reading.of(text.get()) instanceof Base64Reading.Decoded decoded
                ? new NumberMember(decoded.octets(), Optional.empty(), oddities(decoded))
                : unreadable(UnusableReason.NOT_BASE64);
    }

    /** The bytes without leading zeros; zero is one byte (RFC 7518 section 2). */
    byte[] canonical() {
        int leading = 0;
        while (leading < octets.length - 1 && octets[leading] == 0) {
            leading++;
        }
        return leading == 0 ? octets : Arrays.copyOfRange(octets, leading, octets.length);
    }

    boolean hasLeadingZero() {
        return octets.length > 1 && octets[0] == 0;
    }

    /** The bit length of the number, determined without arithmetic on it. */
    long bitLength() {
        byte[] canonical = canonical();
        return 8L * canonical.length - Integer.numberOfLeadingZeros(canonical[0] & 0xff) + 24;
    }

    BigInteger number() {
        return new BigInteger(1, octets);
    }

    private static NumberMember unreadable(UnusableReason reason) {
        return new NumberMember(new byte[0], Optional.of(reason), Set.of());
    }

    private static Set<KeyOddity> oddities(Base64Reading.Decoded decoded) {
        Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
        if (decoded.firstPadding() >= 0) {
            oddities.add(KeyOddity.PADDED);
        }
        if (decoded.firstOfStandardAlphabet() >= 0) {
            oddities.add(KeyOddity.STANDARD_ALPHABET);
        }
        if (decoded.firstWhiteSpace() >= 0) {
            oddities.add(KeyOddity.WHITE_SPACE);
        }
        return oddities;
    }
}
