package io.keyvigil.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** Verifies signatures with the Java platform. A key or signature that the platform refuses does not verify. */
final class PlatformSignature {

    private PlatformSignature() {}

    static boolean verifies(String algorithm, PublicMaterial key, Octets signingInput, Octets signature) {
        Optional<PublicKey> publicKey = key.toPublicKey();
        if (publicKey.isEmpty()) {
            return false;
        }
        try {
            // A new instance each time, because it is not thread-safe; this costs a thousandth of the verification.
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey.get());
            verifier.update(signingInput.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Some runtimes throw runtime exceptions for hostile input.
            return false;
        }
    }
}
