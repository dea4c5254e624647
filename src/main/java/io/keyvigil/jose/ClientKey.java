package io.keyvigil.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A client's private key, which signs the assertions that authenticate the client (RFC 7523 section 2.2). It is a
 * JWK, or PKCS#8 in PEM. A certificate in the same PEM text adds {@code x5t} and {@code x5t#S256}, which Entra ID
 * requires. The text form does not show the key.
 */
public final class ClientKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]++)-----END \\1-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private final PrivateKey key;
    private final String algorithm;
    private final Map<String, String> header;

    private ClientKey(PrivateKey key, String algorithm, Map<String, String> header) {
        this.key = key;
        this.algorithm = algorithm;
        this.header = header;
    }

    /** Returns the key; empty if the text contains no private key of a supported form. */
    public static Optional<ClientKey> read(String text) {
        return text.stripLeading().startsWith("{") ? ofJwk(text) : ofPem(text);
    }

    private static Optional<ClientKey> ofJwk(String json) {
        try {
            if (!(JsonWebKey.Factory.newJwk(json) instanceof PublicJsonWebKey jwk) || jwk.getPrivateKey() == null) {
                return Optional.empty();
            }
            Map<String, String> header = new TreeMap<>();
            Optional.ofNullable(jwk.getKeyId()).ifPresent(kid -> header.put("kid", kid));
            Optional.ofNullable(jwk.getX509CertificateSha1Thumbprint()).ifPresent(x5t -> header.put("x5t", x5t));
            PrivateKey key = jwk.getPrivateKey();
            String algorithm = Optional.ofNullable(jwk.getAlgorithm()).orElseGet(() -> algorithm(key));
            return Optional.of(new ClientKey(key, algorithm, header));
        } catch (JoseException | RuntimeException noKey) {
            return Optional.empty();
        }
    }

    private static Optional<ClientKey> ofPem(String text) {
        Optional<PrivateKey> key = block(text, "PRIVATE KEY").flatMap(ClientKey::privateKey);
        return key.map(found -> new ClientKey(
                found,
                algorithm(found),
                block(text, "CERTIFICATE").map(ClientKey::thumbprints).orElse(Map.of())));
    }

    private static Optional<byte[]> block(String text, String kind) {
        Matcher blocks = PEM.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(kind)) {
                return Optional.of(Base64.getMimeDecoder().decode(blocks.group(2)));
            }
        }
        return Optional.empty();
    }

    private static Optional<PrivateKey> privateKey(byte[] pkcs8) {
        return KINDS.stream().flatMap(kind -> privateKey(kind, pkcs8).stream()).findFirst();
    }

    private static Optional<PrivateKey> privateKey(String kind, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | RuntimeException ofOtherKind) {
            return Optional.empty();
        }
    }

    private static Map<String, String> thumbprints(byte[] certificate) {
        Optional<X509Certificate> read = CertificateMember.certificate(certificate);
        return read.isEmpty()
                ? Map.of()
                : Map.of("x5t", digest("SHA-1", certificate), "x5t#S256", digest("SHA-256", certificate));
    }

    private static String digest(String algorithm, byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(octets);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }

    /** The algorithm that every provider supports for a key of that type. */
    private static String algorithm(PrivateKey key) {
        if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return bits <= 256 ? "ES256" : bits <= 384 ? "ES384" : "ES512";
        }
        return key instanceof EdECPrivateKey ? "EdDSA" : "RS256";
    }

    /** Returns the signed JWT; empty if this key cannot sign with its algorithm. */
    public Optional<String> sign(String claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setHeader("typ", "JWT");
        header.forEach(signature::setHeader);
        signature.setPayload(claims);
        signature.setKey(key);
        try {
            return Optional.of(signature.getCompactSerialization());
        } catch (JoseException cannotSign) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientKey";
    }
}
