package io.keyvigil.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code n} and {@code e} (RFC 7518 section 6.3.1). Numbers out of bounds are hashed, but not used in computations. */
final class RsaMembers {
    private static final int MAXIMUM_MODULUS_BITS = 8_192;
    private static final int MINIMUM_MODULUS_BITS = 512;
    private static final int STRONG_MODULUS_BITS = 2_048;
    private static final int MAXIMUM_EXPONENT_BITS = 32;

    // Nearly every key has this exponent, so all of them share one.
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private static final String ISTIO_PLACEHOLDER = "Error-IstiodFailedToFetchJwksUri-";

    private RsaMembers() {}

    static MaterialReading read(JsonObject members) {
        NumberMember modulus = NumberMember.of(members, "n");
        NumberMember exponent = NumberMember.of(members, "e");
        Set<KeyOddity> oddities = oddities(modulus, exponent);
        Optional<UnusableReason> unreadable = modulus.unusable().or(exponent::unusable);
        if (unreadable.isPresent()) {
            return MaterialReading.unusable(unreadable.get(), oddities);
        }
        JwkThumbprint thumbprint = Thumbprints.rsa(modulus.canonical(), exponent.canonical());
        return reason(modulus, exponent)
                .map(reason -> MaterialReading.identified(thumbprint, reason, oddities))
                .orElseGet(() -> MaterialReading.usable(thumbprint, material(modulus, exponent), oddities));
    }

    private static Optional<UnusableReason> reason(NumberMember modulus, NumberMember exponent) {
        if (modulus.bitLength() > MAXIMUM_MODULUS_BITS) {
            return Optional.of(UnusableReason.MODULUS_TOO_LARGE);
        }
        if (exponent.bitLength() > MAXIMUM_EXPONENT_BITS) {
            return Optional.of(UnusableReason.EXPONENT_TOO_LARGE);
        }
        if (modulus.bitLength() < MINIMUM_MODULUS_BITS) {
            return Optional.of(UnusableReason.MODULUS_TOO_SMALL);
        }
        if (!modulus.number().testBit(0)) {
            return Optional.of(UnusableReason.MODULUS_EVEN);
        }
        boolean valid = exponent.number().testBit(0) && exponent.bitLength() >= 2;
        return valid ? Optional.empty() : Optional.of(UnusableReason.EXPONENT_INVALID);
    }

    private static PublicMaterial material(NumberMember modulus, NumberMember exponent) {
        BigInteger e = exponent.number();
        return new PublicMaterial.Rsa(modulus.number(), e.equals(F4) ? F4 : e);
    }

    private static Set<KeyOddity> oddities(NumberMember modulus, NumberMember exponent) {
        Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
        oddities.addAll(modulus.oddities());
        oddities.addAll(exponent.oddities());
        if (modulus.hasLeadingZero() || exponent.hasLeadingZero()) {
            oddities.add(KeyOddity.LEADING_ZERO);
        }
        if (modulus.unusable().isEmpty() && modulus.bitLength() < STRONG_MODULUS_BITS) {
            oddities.add(KeyOddity.WEAK);
        }
        if (new String(modulus.octets(), StandardCharsets.US_ASCII).startsWith(ISTIO_PLACEHOLDER)) {
            oddities.add(KeyOddity.ISTIO_PLACEHOLDER);
        }
        return oddities;
    }
}
