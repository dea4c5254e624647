package io.keyvigil.jose;

import java.math.BigInteger;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;

/**
 * The equation y² = x³ + ax + b over the prime field of a curve. The constants are from FIPS 186-4 appendix D.1.2 and
 * SEC 2 section 2.4.1.
 */
record CurveEquation(BigInteger prime, BigInteger a, BigInteger b) {

    private static final CurveEquation P_256 = withThreeSubtracted(
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static final CurveEquation P_384 = withThreeSubtracted(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef");
    private static final CurveEquation P_521 = withThreeSubtracted(
            "1" + "ff".repeat(65),
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf"
                    + "073573df883d2c34f1ef451fd46b503f00");
    private static final CurveEquation SECP256K1 = new CurveEquation(
            new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16),
            BigInteger.ZERO,
            BigInteger.valueOf(7));

    static CurveEquation of(EcCurve curve) {
        return switch (curve) {
            case P_256 -> P_256;
            case P_384 -> P_384;
            case P_521 -> P_521;
            case SECP256K1 -> SECP256K1;
        };
    }

    /** The curve with that equation; empty if it is not supported. */
    static Optional<EcCurve> curveOf(EllipticCurve equation) {
        return Arrays.stream(EcCurve.values())
                .filter(curve -> of(curve).b.equals(equation.getB()))
                .findFirst();
    }

    /** Whether that is a point of the curve; false for coordinates that are not below the prime. */
    boolean holdsFor(BigInteger x, BigInteger y) {
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).add(a).multiply(x).add(b).mod(prime);
        return y.multiply(y).mod(prime).equals(right);
    }

    private static CurveEquation withThreeSubtracted(String prime, String b) {
        BigInteger modulus = new BigInteger(prime, 16);
        return new CurveEquation(modulus, modulus.subtract(BigInteger.valueOf(3)), new BigInteger(b, 16));
    }
}
