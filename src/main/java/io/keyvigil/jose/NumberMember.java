package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One member of a JWK that holds octets in base64url, read with everything that is odd about its spelling.
 *
 * @param octets as they were sent, none where there is a reason
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

    /** Without leading zero octets; zero is one octet, as RFC 7518 section 2 spells it. */
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

    /** Bits of the number, found without computing with it. */
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
