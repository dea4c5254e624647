package io.keyvigil.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes signing keys; equal kinds and kids give the same key throughout a test run, because RSA is slow to make. */
public final class SigningKeys {

    private static final int RSA_BITS = 2_048;
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private SigningKeys() {}

    public static SigningKey rsa(String kid) {
        return key("RSA", kid, new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
    }

    public static SigningKey ec(String kid) {
        return key("EC", kid, new ECGenParameterSpec("secp256r1"));
    }

    /** Another key under the same label. */
    public static SigningKey otherRsa(String kid) {
        return rsa("other material: " + kid).named(kid);
    }

    /** The JWK Set of these keys. */
    public static String jwks(List<SigningKey> keys) {
        return keys.stream().map(SigningKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static SigningKey key(String algorithm, String kid, AlgorithmParameterSpec size) {
        return new SigningKey(kid, MADE.computeIfAbsent(algorithm + " " + kid, unused -> make(algorithm, size)));
    }

    private static KeyPair make(String algorithm, AlgorithmParameterSpec size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
