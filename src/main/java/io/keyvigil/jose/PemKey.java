package io.keyvigil.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts one PEM block to a JWK; without {@code kty} if the block is not readable. */
final class PemKey {

    /** The replacement of a private key: it shows only that the key was present. */
    static final JsonObject PRIVATE = object(Map.of("priv", new JsonValue.Literal("true")));

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private PemKey() {}

    static JsonObject ofCertificate(String base64) {
        if (!(Base64Reading.of(base64) instanceof Base64Reading.Decoded decoded)) {
            return JsonObject.EMPTY;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        CertificateMember.certificate(decoded.octets())
                .ifPresent(certificate -> members.putAll(members(certificate.getPublicKey())));
        String der = Base64.getEncoder().encodeToString(decoded.octets());
        members.put("x5c", new JsonValue.Elements(List.of(new JsonValue.Text(der))));
        members.put("x5t#S256", new JsonValue.Text(Sha256.base64Url(decoded.octets())));
        return object(members);
    }

    static JsonObject ofPublicKey(String base64) {
        if (!(Base64Reading.of(base64) instanceof Base64Reading.Decoded decoded)) {
            return JsonObject.EMPTY;
        }
        return ALGORITHMS.stream()
                .flatMap(algorithm -> publicKey(algorithm, decoded.octets()).stream())
                .findFirst()
                .map(key -> object(members(key)))
                .orElse(JsonObject.EMPTY);
    }

    private static Optional<PublicKey> publicKey(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | RuntimeException ofOtherKind) {
            // The platform's DER reader throws runtime exceptions for some hostile input.
            return Optional.empty();
        }
    }

    /** The members; none for a type of key that Java supports and this package does not. */
    private static Map<String, JsonValue> members(PublicKey key) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (key instanceof RSAPublicKey rsa) {
            put(members, "kty", "RSA");
            put(members, "n", base64Url(UnsignedOctets.of(rsa.getModulus())));
            put(members, "e", base64Url(UnsignedOctets.of(rsa.getPublicExponent())));
        } else if (key instanceof ECPublicKey ec) {
            CurveEquation.curveOf(ec.getParams().getCurve()).ifPresent(curve -> {
                put(members, "kty", "EC");
                put(members, "crv", curve.registeredName());
                put(members, "x", coordinate(ec.getW().getAffineX(), curve));
                put(members, "y", coordinate(ec.getW().getAffineY(), curve));
            });
        } else if (key instanceof EdECPublicKey edwards) {
            OkpCurve.named(edwards.getParams().getName()).ifPresent(curve -> {
                byte[] encoded = key.getEncoded();
                byte[] x = Arrays.copyOfRange(encoded, encoded.length - curve.keyOctets(), encoded.length);
                put(members, "kty", "OKP");
                put(members, "crv", curve.registeredName());
                put(members, "x", base64Url(x));
            });
        }
        return members;
    }

    private static void put(Map<String, JsonValue> members, String name, String value) {
        members.put(name, new JsonValue.Text(value));
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(members, Set.of());
    }

    private static String coordinate(BigInteger coordinate, EcCurve curve) {
        return base64Url(UnsignedOctets.of(coordinate, curve.coordinateOctets()));
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
