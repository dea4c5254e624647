package io.keyvigil.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A key that a provider signs with, and the JWK (RFC 7517) that it publishes for it. */
public record SigningKey(String kid, KeyPair pair) {

    private static final int P256_OCTETS = 32;

    public SigningKey named(String otherKid) {
        return new SigningKey(otherKid, pair);
    }

    /** The JWK of the public half: {@code RS256} for RSA, {@code ES256} for EC (P-256). */
    public String jwk() {
        return "{\"kid\":\"" + kid + "\",\"use\":\"sig\"," + numbers(pair.getPublic()) + "}";
    }

    private static String numbers(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"" + base64(octets(rsa.getModulus())) + "\",\"e\":\""
                    + base64(octets(rsa.getPublicExponent())) + "\"";
        }
        ECPublicKey ec = (ECPublicKey) key;
        return "\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"x\":\""
                + base64(padded(ec.getW().getAffineX())) + "\",\"y\":\""
                + base64(padded(ec.getW().getAffineY())) + "\"";
    }

    private static byte[] octets(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static byte[] padded(BigInteger number) {
        byte[] octets = octets(number);
        byte[] padded = new byte[P256_OCTETS];
        System.arraycopy(octets, 0, padded, P256_OCTETS - octets.length, octets.length);
        return padded;
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
