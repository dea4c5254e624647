package io.keyvigil.jose;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The public keys under which an ECDSA signature verifies (SEC 1 version 2 section 4.1.6): usually two, rarely four or none. */
final class KeyRecovery {
    private final EcdsaSignature signature;
    private final EcCurve curve;
    private final EcGroup group;

    private KeyRecovery(EcdsaSignature signature, EcCurve curve) {
        this.signature = signature;
        this.curve = curve;
        this.group = signature.group();
    }

    static List<JwkThumbprint> of(JwsAlgorithm algorithm, Octets signingInput, Octets signature) {
        Optional<EcCurve> curve = algorithm.curve();
        if (curve.isEmpty() || signature.length() != 2 * curve.get().coordinateOctets()) {
            return List.of();
        }
        EcdsaSignature numbers = EcdsaSignature.of(curve.get(), signature);
        return numbers.inRange()
                ? new KeyRecovery(numbers, curve.get()).keys(numbers.hashed(algorithm, signingInput))
                : List.of();
    }

    /** Q = ±(s/r)·R − (e/r)·G for both points ±R of every x that is r modulo the order. */
    private List<JwkThumbprint> keys(BigInteger hashed) {
        BigInteger inverse = signature.r().modInverse(group.order());
        BigInteger ofPoint = signature.s().multiply(inverse).mod(group.order());
        BigInteger ofGenerator = hashed.negate().multiply(inverse).mod(group.order());
        List<JacobianPoint> points = Stream.of(signature.r(), signature.r().add(group.order()))
                .filter(x -> x.compareTo(group.equation().prime()) < 0)
                .flatMap(x -> group.pointAt(x).stream())
                .toList();
        if (points.isEmpty()) {
            return List.of();
        }
        JacobianPoint common = group.generator().times(ofGenerator);
        return points.stream()
                .map(point -> point.times(ofPoint))
                .flatMap(point -> Stream.of(common.plus(point), common.plus(point.negated())))
                .filter(key -> !key.isInfinity())
                .map(this::thumbprint)
                .toList();
    }

    private JwkThumbprint thumbprint(JacobianPoint key) {
        return Thumbprints.ec(curve, UnsignedOctets.of(key.affineX()), UnsignedOctets.of(key.affineY()));
    }
}
