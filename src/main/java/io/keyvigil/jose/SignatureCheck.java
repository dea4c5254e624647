package io.keyvigil.jose;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies signatures of RFC 7518 section 3, RFC 8037 section 3.1 and RFC 8812 section 3.2.
 *
 * <ol>
 *   <li>Accepts exactly the signatures of those sections; it never throws for untrusted input.
 *   <li>An RSA key is applied once, and the recovered block is part of the result.
 *   <li>The caller decides whether a key is intended for signing, and which algorithms are allowed.
 * </ol>
 */
public final class SignatureCheck {

    private SignatureCheck() {}

    /** Checks with a public key; no public key fits HMAC algorithms. */
    public static SignatureResult check(
            JwsAlgorithm algorithm, PublicMaterial key, Octets signingInput, Octets signature) {
        if (!algorithm.fits(key)) {
            return SignatureResult.of(SignatureResult.Verdict.KEY_DOES_NOT_FIT);
        }
        if (key instanceof PublicMaterial.Rsa rsa) {
            return RsaSignature.check(algorithm, rsa, signingInput, signature);
        }
        return lengthFlaw(signature.length(), signatureOctets(key))
                .map(SignatureResult::of)
                .orElseGet(() -> curveCheck(algorithm, key, signingInput, signature));
    }

    /** Whether that is the HMAC of RFC 7518 section 3.2; false for every other family. */
    public static boolean hmac(JwsAlgorithm algorithm, byte[] secret, Octets signingInput, Octets signature) {
        if (algorithm.family() != JwsAlgorithm.Family.HMAC) {
            return false;
        }
        String name = "HmacSHA" + algorithm.hash().orElseThrow().digestOctets() * 8;
        try {
            Mac mac = Mac.getInstance(name);
            // RFC 2104 pads keys with zero bytes: this equals the empty key, which the platform refuses.
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, name));
            return MessageDigest.isEqual(mac.doFinal(signingInput.toArray()), signature.toArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no " + name, impossible);
        }
    }

    static Optional<SignatureResult.Verdict> lengthFlaw(int length, int expected) {
        if (length == expected) {
            return Optional.empty();
        }
        return Optional.of(
                length < expected
                        ? SignatureResult.Verdict.WRONG_LENGTH_SHORT
                        : SignatureResult.Verdict.WRONG_LENGTH_LONG);
    }

    private static int signatureOctets(PublicMaterial key) {
        return key instanceof PublicMaterial.Ec ec
                ? 2 * ec.curve().coordinateOctets()
                : 2 * ((PublicMaterial.Okp) key).curve().keyOctets();
    }

    private static SignatureResult curveCheck(
            JwsAlgorithm algorithm, PublicMaterial key, Octets signingInput, Octets signature) {
        return key instanceof PublicMaterial.Ec ec
                ? EcdsaSignature.of(ec.curve(), signature).check(algorithm, ec, signingInput)
                : SignatureResult.of(PlatformSignature.verifies(
                        ((PublicMaterial.Okp) key).curve().registeredName(), key, signingInput, signature));
    }
}
