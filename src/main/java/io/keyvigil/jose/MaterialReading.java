package io.keyvigil.jose;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The result of reading the key parameters of a JWK.
 *
 * @param material empty exactly if there is a reason
 */
record MaterialReading(
        Optional<JwkThumbprint> thumbprint,
        Optional<PublicMaterial> material,
        Optional<UnusableReason> unusable,
        Set<KeyOddity> oddities) {

    static MaterialReading of(JsonObject members) {
        String kty = members.text("kty").orElse("");
        return switch (kty) {
            case "RSA" -> RsaMembers.read(members);
            case "EC" -> EcMembers.read(members);
            case "OKP" -> OkpMembers.read(members);
            case "oct" -> unusable(UnusableReason.SYMMETRIC);
            case "" -> unusable(UnusableReason.KEY_TYPE_MISSING);
            default -> unusable(UnusableReason.KEY_TYPE_UNKNOWN);
        };
    }

    static MaterialReading usable(JwkThumbprint thumbprint, PublicMaterial material, Set<KeyOddity> oddities) {
        return new MaterialReading(Optional.of(thumbprint), Optional.of(material), Optional.empty(), oddities);
    }

    /** The parameters are readable, so the key has an identity, but they must not be used in computations. */
    static MaterialReading identified(JwkThumbprint thumbprint, UnusableReason reason, Set<KeyOddity> oddities) {
        return new MaterialReading(Optional.of(thumbprint), Optional.empty(), Optional.of(reason), oddities);
    }

    static MaterialReading unusable(UnusableReason reason) {
        return unusable(reason, EnumSet.noneOf(KeyOddity.class));
    }

    static MaterialReading unusable(UnusableReason reason, Set<KeyOddity> oddities) {
        return new MaterialReading(Optional.empty(), Optional.empty(), Optional.of(reason), oddities);
    }
}
