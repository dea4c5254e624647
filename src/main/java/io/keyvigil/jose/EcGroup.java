package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The points of a curve, with prime order (cofactor 1). Generators and orders are from FIPS 186-4 appendix D.1.2 and
 * SEC 2 section 2.4.1.
 */
record EcGroup(CurveEquation equation, BigInteger order, BigInteger generatorX, BigInteger generatorY) {

    private static final EcGroup P_256 = group(
            EcCurve.P_256,
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    private static final EcGroup P_384 = group(
            EcCurve.P_384,
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
            "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f");
    private static final EcGroup P_521 = group(
            EcCurve.P_521,
            "1" + "ff".repeat(32) + "fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
            "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3"
                    + "c1856a429bf97e7e31c2e5bd66",
            "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c70"
                    + "86a272c24088be94769fd16650");
    private static final EcGroup SECP256K1 = group(
            EcCurve.SECP256K1,
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");

    static EcGroup of(EcCurve curve) {
        return switch (curve) {
            case P_256 -> P_256;
            case P_384 -> P_384;
            case P_521 -> P_521;
            case SECP256K1 -> SECP256K1;
        };
    }

    JacobianPoint generator() {
        return point(generatorX, generatorY);
    }

    JacobianPoint point(BigInteger x, BigInteger y) {
        return new JacobianPoint(equation, x, y, BigInteger.ONE);
    }

    /** One of the two points with that x; empty if there is none. All supported primes are 3 modulo 4. */
    Optional<JacobianPoint> pointAt(BigInteger x) {
        BigInteger prime = equation.prime();
        BigInteger square = x.multiply(x).add(equation.a()).multiply(x).add(equation.b());
        BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
        return equation.holdsFor(x, y) ? Optional.of(point(x, y)) : Optional.empty();
    }

    private static EcGroup group(EcCurve curve, String order, String x, String y) {
        return new EcGroup(
                CurveEquation.of(curve), new BigInteger(order, 16), new BigInteger(x, 16), new BigInteger(y, 16));
    }
}
