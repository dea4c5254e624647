package io.keyvigil.bench;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** RSA keys of 2,048 bits as JWK Sets. Keys that nobody signs with are random odd numbers: they cost the same. */
final class ProviderKeys {

    private static final int BITS = 2048;

    private ProviderKeys() {}

    static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A set in which that key is followed by others until there are {@code size}. */
    static String set(KeyPair first, String kid, int size, Random random) {
        List<String> keys = new ArrayList<>();
        keys.add(jwk(kid, ((RSAPublicKey) first.getPublic()).getModulus()));
        while (keys.size() < size) {
            keys.add(strangers(random));
        }
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    /** A set of keys with which nobody signs. */
    static String set(int size, Random random) {
        List<String> keys = new ArrayList<>();
        while (keys.size() < size) {
            keys.add(strangers(random));
        }
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String strangers(Random random) {
        BigInteger modulus = new BigInteger(BITS, random).setBit(BITS - 1).setBit(0);
        return jwk(Long.toHexString(random.nextLong()), modulus);
    }

    private static String jwk(String kid, BigInteger modulus) {
        byte[] signed = modulus.toByteArray();
        byte[] octets = new byte[BITS / 8];
        System.arraycopy(signed, signed.length - octets.length, octets, 0, octets.length);
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"kid\":\"" + kid + "\",\"n\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(octets) + "\"}";
    }
}
