package io.keyvigil.jose;

import java.util.Base64;
import java.util.Optional;

/** Reads {@code crv} and {@code x} of an octet key pair (RFC 8037 section 2). The bytes are not decoded to a point. */
final class OkpMembers {

    private OkpMembers() {}

    static MaterialReading read(JsonObject members) {
        Optional<String> crv = members.text("crv");
        if (crv.isEmpty()) {
            return MaterialReading.unusable(UnusableReason.MEMBER_MISSING);
        }
        return OkpCurve.named(crv.get())
                .map(curve -> read(curve, members))
                .orElseGet(() -> MaterialReading.unusable(UnusableReason.CURVE_UNKNOWN));
    }

    private static MaterialReading read(OkpCurve curve, JsonObject members) {
        NumberMember x = NumberMember.of(members, "x");
        if (x.unusable().isPresent()) {
            return MaterialReading.unusable(x.unusable().get(), x.oddities());
        }
        JwkThumbprint thumbprint = Thumbprints.okp(curve, x.octets());
        if (x.octets().length != curve.keyOctets()) {
            return MaterialReading.identified(thumbprint, UnusableReason.COORDINATE_LENGTH, x.oddities());
        }
        String publicKey = Base64.getUrlEncoder().withoutPadding().encodeToString(x.octets());
        return MaterialReading.usable(thumbprint, new PublicMaterial.Okp(curve, publicKey), x.oddities());
    }
}
