package io.keyvigil.jose;

import java.util.Base64;

/**
 * Computes thumbprints by RFC 7638 section 3, and RFC 8037 section 2 for octet key pairs. Integers must have no
 * leading zero bytes.
 */
final class Thumbprints {

    private Thumbprints() {}

    static JwkThumbprint rsa(byte[] modulus, byte[] exponent) {
        return JwkThumbprint.over(
                "{\"e\":\"" + base64Url(exponent) + "\",\"kty\":\"RSA\",\"n\":\"" + base64Url(modulus) + "\"}");
    }

    /**
     * Computes the thumbprint with coordinates that are padded with zero bytes to the size of the field (RFC 7518
     * section 6.2.1.2).
     */
    static JwkThumbprint ec(EcCurve curve, byte[] x, byte[] y) {
        String filledX = base64Url(filled(x, curve.coordinateOctets()));
        String filledY = base64Url(filled(y, curve.coordinateOctets()));
        return JwkThumbprint.over("{\"crv\":\"" + curve.registeredName() + "\",\"kty\":\"EC\",\"x\":\"" + filledX
                + "\",\"y\":\"" + filledY + "\"}");
    }

    static JwkThumbprint okp(OkpCurve curve, byte[] publicKey) {
        return JwkThumbprint.over(
                "{\"crv\":\"" + curve.registeredName() + "\",\"kty\":\"OKP\",\"x\":\"" + base64Url(publicKey) + "\"}");
    }

    static byte[] filled(byte[] coordinate, int octets) {
        if (coordinate.length >= octets) {
            return coordinate;
        }
        byte[] filled = new byte[octets];
        System.arraycopy(coordinate, 0, filled, octets - coordinate.length, coordinate.length);
        return filled;
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
