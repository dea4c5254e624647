package io.keyvigil.jose;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code crv}, {@code x} and {@code y} (RFC 7518 section 6.2.1) and checks that they are a point of the curve. */
final class EcMembers {

    private EcMembers() {}

    static MaterialReading read(JsonObject members) {
        Optional<String> crv = members.text("crv");
        if (crv.isEmpty()) {
            return MaterialReading.unusable(UnusableReason.MEMBER_MISSING);
        }
        return EcCurve.named(crv.get())
                .map(curve -> read(curve, members))
                .orElseGet(() -> MaterialReading.unusable(UnusableReason.CURVE_UNKNOWN));
    }

    private static MaterialReading read(EcCurve curve, JsonObject members) {
        NumberMember x = NumberMember.of(members, "x");
        NumberMember y = NumberMember.of(members, "y");
        Set<KeyOddity> oddities = oddities(curve, x, y);
        Optional<UnusableReason> unreadable = x.unusable().or(y::unusable);
        if (unreadable.isPresent()) {
            return MaterialReading.unusable(unreadable.get(), oddities);
        }
        JwkThumbprint thumbprint = Thumbprints.ec(curve, x.canonical(), y.canonical());
        if (x.canonical().length > curve.coordinateOctets() || y.canonical().length > curve.coordinateOctets()) {
            return MaterialReading.identified(thumbprint, UnusableReason.COORDINATE_LENGTH, oddities);
        }
        if (!CurveEquation.of(curve).holdsFor(x.number(), y.number())) {
            return MaterialReading.identified(thumbprint, UnusableReason.POINT_NOT_ON_CURVE, oddities);
        }
        return MaterialReading.usable(thumbprint, new PublicMaterial.Ec(curve, x.number(), y.number()), oddities);
    }

    private static Set<KeyOddity> oddities(EcCurve curve, NumberMember... coordinates) {
        Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
        for (NumberMember coordinate : coordinates) {
            oddities.addAll(coordinate.oddities());
            int octets = coordinate.octets().length;
            if (octets > curve.coordinateOctets() && coordinate.hasLeadingZero()) {
                oddities.add(KeyOddity.LEADING_ZERO);
            }
            if (coordinate.unusable().isEmpty() && octets < curve.coordinateOctets()) {
                oddities.add(KeyOddity.SHORT_COORDINATE);
            }
        }
        return oddities;
    }
}
