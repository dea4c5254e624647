package io.keyvigil.demo;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A signing key of the demo provider. */
record DemoKey(String kid, KeyPair pair) {

    private static final int BITS = 2048;

    static DemoKey generate(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new DemoKey(kid, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** Its public JWK (RFC 7517). */
    String jwk() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + kid + "\",\"n\":\""
                + base64url(key.getModulus()) + "\",\"e\":\"" + base64url(key.getPublicExponent()) + "\"}";
    }

    private static String base64url(BigInteger number) {
        byte[] octets = number.toByteArray();
        int sign = octets[0] == 0 ? 1 : 0;
        byte[] magnitude = Arrays.copyOfRange(octets, sign, octets.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }

    /** Private keys are not for logs. */
    @Override
    public String toString() {
        return "DemoKey[" + kid + "]";
    }
}
