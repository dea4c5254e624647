package io.keyvigil.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** Leaves the verifying to the platform; a key or a signature that it refuses does not verify. */
final class PlatformSignature {

    private PlatformSignature() {}

    static boolean verifies(String algorithm, PublicMaterial key, Octets signingInput, Octets signature) {
        Optional<PublicKey> publicKey = key.toPublicKey();
        if (publicKey.isEmpty()) {
            return false;
        }
        try {
            // A new one each time, since they are not safe for threads; it costs a thousandth of the verifying.
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey.get());
            verifier.update(signingInput.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // For hostile input, some runtimes let runtime exceptions through.
            return false;
        }
    }
}
