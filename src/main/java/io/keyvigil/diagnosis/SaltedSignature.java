package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.Octets;
import io.keyvigil.jose.PublicMaterial;
import io.keyvigil.jose.RsaBlock;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** Verifies RSASSA-PSS with the salt length of the signature (RFC 8017 section 8.1), even if RFC 7518 requires another length. */
final class SaltedSignature {

    private static final int TRAILER = 1;

    private SaltedSignature() {}

    static boolean verifies(PublicMaterial key, RsaBlock.Pss form, Jwt jwt, Octets signature) {
        Optional<PublicKey> platformKey = key.toPublicKey();
        return platformKey.isPresent() && verifies(platformKey.get(), form, jwt, signature);
    }

    private static boolean verifies(PublicKey key, RsaBlock.Pss form, Jwt jwt, Octets signature) {
        String hash = form.hash().standardName();
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), form.saltOctets(), TRAILER));
            verifier.initVerify(key);
            verifier.update(jwt.signingInput().toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }
}
