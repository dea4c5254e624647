package io.keyvigil.jose;

import io.keyvigil.jose.SignatureResult.Verdict;
import java.math.BigInteger;
import java.util.Arrays;

/** The two numbers of an ECDSA signature in the form of RFC 7518 section 3.4: R, then S. */
record EcdsaSignature(EcGroup group, BigInteger r, BigInteger s, Octets octets) {

    /** Reads a signature of the correct length. */
    static EcdsaSignature of(EcCurve curve, Octets signature) {
        byte[] octets = signature.toArray();
        int half = octets.length / 2;
        return new EcdsaSignature(
                EcGroup.of(curve),
                new BigInteger(1, Arrays.copyOf(octets, half)),
                new BigInteger(1, Arrays.copyOfRange(octets, half, octets.length)),
                signature);
    }

    /** Whether both are from 1 to the order minus 1. A runtime without this check accepts zeros for any message. */
    boolean inRange() {
        return isInRange(r) && isInRange(s);
    }

    SignatureResult check(JwsAlgorithm algorithm, PublicMaterial.Ec key, Octets signingInput) {
        if (!inRange()) {
            return SignatureResult.of(Verdict.OUT_OF_RANGE);
        }
        if (key.curve() == EcCurve.SECP256K1) {
            return SignatureResult.of(verifiesOnOwnArithmetic(algorithm, key, signingInput));
        }
        String name = "SHA" + algorithm.hash().orElseThrow().digestOctets() * 8 + "withECDSAinP1363Format";
        return SignatureResult.of(PlatformSignature.verifies(name, key, signingInput, octets));
    }

    /** Verifies a signature on the curve that Java removed (FIPS 186-4 section 6.4). */
    boolean verifiesOnOwnArithmetic(JwsAlgorithm algorithm, PublicMaterial.Ec key, Octets signingInput) {
        BigInteger inverse = s.modInverse(group.order());
        JacobianPoint sum = group.generator()
                .times(hashed(algorithm, signingInput).multiply(inverse).mod(group.order()))
                .plus(group.point(key.x(), key.y()).times(r.multiply(inverse).mod(group.order())));
        return !sum.isInfinity() && sum.affineX().mod(group.order()).equals(r);
    }

    /** The digest as a number; for the supported curves it is not longer than the order. */
    BigInteger hashed(JwsAlgorithm algorithm, Octets signingInput) {
        return new BigInteger(1, algorithm.hash().orElseThrow().of(signingInput));
    }

    private boolean isInRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(group.order()) < 0;
    }
}
