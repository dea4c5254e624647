package io.keyvigil.diagnosis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Questions with 1,500 keys, as many as fit into a request of 256 KiB, and a token that none of them signed. */
public final class PastedKeySets {

    private static final int KEYS = 1_500;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private PastedKeySets() {}

    /** By algorithm and kind of key. */
    public static Map<String, Asked> largest() {
        Random random = new Random(13);
        Map<String, Asked> asked = new LinkedHashMap<>();
        String rsa =
                set(number -> "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + URL.encodeToString(odd(random, 64)) + "\"}");
        String ec = set(number -> ec(pair("EC")));
        String okp = set(number -> okp(pair("Ed25519")));
        asked.put("RS256, 1,500 RSA keys", asked("RS256", 64, rsa));
        asked.put("PS256, 1,500 RSA keys", asked("PS256", 64, rsa));
        asked.put("ES256, 1,500 EC keys", asked("ES256", 64, ec));
        asked.put("EdDSA, 1,500 Ed25519 keys", asked("EdDSA", 64, okp));
        asked.put("HS256, 1,500 RSA keys", asked("HS256", 32, rsa));
        asked.put("HS256, 1,500 EC keys", asked("HS256", 32, ec));
        asked.put("HS256, 1,500 Ed25519 keys", asked("HS256", 32, okp));
        return asked;
    }

    private static Asked asked(String algorithm, int signatureBytes, String keys) {
        byte[] signature = new byte[signatureBytes];
        new Random(17).nextBytes(signature);
        signature[0] = 0;
        signature[signatureBytes - 1] = 0;
        return Asked.of(encoded("{\"alg\":\"" + algorithm + "\"}") + "." + encoded("{\"iss\":\"https://a.example\"}")
                        + "." + URL.encodeToString(signature))
                .with("jwks", keys);
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String set(IntFunction<String> key) {
        return IntStream.range(0, KEYS).mapToObj(key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static byte[] odd(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] |= (byte) 0x80;
        bytes[length - 1] |= 1;
        return bytes;
    }

    private static String ec(java.security.PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + fixed(point.getAffineX()) + "\",\"y\":\""
                + fixed(point.getAffineY()) + "\"}";
    }

    private static String fixed(java.math.BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] result = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, result, 32 - length, length);
        return URL.encodeToString(result);
    }

    private static String okp(java.security.PublicKey key) {
        byte[] encoded = ((EdECPublicKey) key).getEncoded();
        byte[] x = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + URL.encodeToString(x) + "\"}";
    }

    private static java.security.PublicKey pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
