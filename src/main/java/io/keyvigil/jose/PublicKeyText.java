package io.keyvigil.jose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A public key as the bytes of a common file format.
 *
 * @param name of the format, in words
 */
record PublicKeyText(String name, byte[] octets) {

    private static final int LINE = 64;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    /** Returns SubjectPublicKeyInfo, PKCS#1 and the certificate, as far as they exist, in PEM (RFC 7468) and DER; and the JWK. */
    static List<PublicKeyText> allOf(PublicMaterial key, Optional<String> publicJson) {
        List<PublicKeyText> texts = new ArrayList<>();
        key.toPublicKey().map(PublicKey::getEncoded).ifPresent(der -> add(texts, "SPKI", "PUBLIC KEY", der));
        if (key instanceof PublicMaterial.Rsa rsa) {
            add(texts, "PKCS#1", "RSA PUBLIC KEY", pkcs1(rsa));
        }
        publicJson.ifPresent(json -> {
            certificate(json).ifPresent(der -> add(texts, "certificate", "CERTIFICATE", der));
            texts.add(new PublicKeyText("JWK", json.getBytes(StandardCharsets.UTF_8)));
        });
        return texts;
    }

    private static void add(List<PublicKeyText> texts, String form, String label, byte[] der) {
        add(texts, form + " PEM", pem(label, der, "\n"));
        add(texts, form + " PEM with CRLF", pem(label, der, "\r\n"));
        texts.add(new PublicKeyText(form + " DER", der));
    }

    private static void add(List<PublicKeyText> texts, String name, String pem) {
        texts.add(new PublicKeyText(name, pem.getBytes(StandardCharsets.US_ASCII)));
        String stripped = pem.stripTrailing();
        texts.add(new PublicKeyText(name + " without the last newline", stripped.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String pem(String label, byte[] der, String newline) {
        String base64 = Base64.getMimeEncoder(LINE, newline.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----" + newline + base64 + newline + "-----END " + label + "-----" + newline;
    }

    private static Optional<byte[]> certificate(String json) {
        try {
            return Optional.of(JsonSource.read(json))
                    .filter(JsonObject.class::isInstance)
                    .flatMap(members -> CertificateMember.base64((JsonObject) members))
                    .map(Base64Reading::of)
                    .filter(Base64Reading.Decoded.class::isInstance)
                    .map(decoded -> ((Base64Reading.Decoded) decoded).octets());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Encodes RSAPublicKey (RFC 8017 appendix A.1.1). */
    private static byte[] pkcs1(PublicMaterial.Rsa rsa) {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        numbers.writeBytes(der(INTEGER, rsa.modulus().toByteArray()));
        numbers.writeBytes(der(INTEGER, rsa.exponent().toByteArray()));
        return der(SEQUENCE, numbers.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length >= 0x100) {
            der.write(0x82);
            der.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            der.write(0x81);
        }
        der.write(content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }
}
