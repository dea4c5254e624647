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
 *   <li>Accepts what those sections accept and nothing else; it never throws for what a stranger sent.
 *   <li>An RSA key is applied once, and what it revealed is part of the result.
 *   <li>Whether a key is meant for signing, and which algorithms are allowed, is for the caller to say.
 * </ol>
 */
public final class SignatureCheck {

    private SignatureCheck() {}

    /** Checks with a public key; for HMAC algorithms no public key fits. */
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
            // RFC 2104 fills keys up with zero octets, so that this is the empty key, which the platform refuses.
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
