package io.keyvigil.diagnosis;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of a second implementation: Nimbus, and the platform for EdDSA and what Nimbus does not make. */
final class TokenSigner {

    private TokenSigner() {}

    static byte[] sign(String alg, KeyPair pair, String signingInput) {
        byte[] input = signingInput.getBytes(StandardCharsets.UTF_8);
        if (alg.equals("EdDSA")) {
            return platform("Ed25519", pair, input);
        }
        try {
            JWSSigner signer = alg.startsWith("ES")
                    ? new ECDSASigner((ECPrivateKey) pair.getPrivate())
                    : new RSASSASigner(pair.getPrivate());
            return signer.sign(new JWSHeader(JWSAlgorithm.parse(alg)), input).decode();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** An ECDSA signature as openssl and the platform write it, RFC 3279 section 2.2.3. */
    static byte[] der(String alg, KeyPair pair, String signingInput) {
        return platform("SHA" + alg.substring(2) + "withECDSA", pair, signingInput.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(String alg, byte[] secret, String signingInput) {
        try {
            String name = "HmacSHA" + alg.substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return mac.doFinal(signingInput.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] platform(String algorithm, KeyPair pair, byte[] input) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
