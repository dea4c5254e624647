package io.keyvigil.real;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The situations in which libraries are made to print their messages. Each is one mistake of an otherwise valid token. */
final class PrintedSituations {

    static final String ISSUER = "https://idp.example/realms/shop";
    static final String AUDIENCE = "orders";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"blue-1\",\"typ\":\"JWT\"}";

    private final List<PrintedSituation> situations = new ArrayList<>();
    private final KeyPair key = rsa(2_048);
    private final KeyPair stranger = rsa(2_048);
    private final long now = Instant.now().getEpochSecond();
    private final String jwk = jwk(key, "blue-1");
    private final String jwks = set(jwk);

    static List<PrintedSituation> all() {
        PrintedSituations made = new PrintedSituations();
        made.addClaims();
        made.addHeaders();
        made.addForms();
        made.addKeySets();
        made.addKeys();
        return List.copyOf(made.situations);
    }

    private void addClaims() {
        token("expired", claims(now - 9_000, now - 7_200), "time");
        token("not-yet-valid", claims(now + 7_200, now + 9_000), "time");
        token("exp-is-text", claims().replace("\"exp\":" + (now + 600), "\"exp\":\"tomorrow\""), "time");
        token("no-exp", claims().replace("\"exp\":" + (now + 600) + ",", ""), "time");
        token("other-audience", claims().replace("\"orders\"", "\"billing\""), "audience");
        token("no-audience", claims().replace("\"aud\":\"orders\",", ""), "audience");
        token("other-issuer", claims().replace("idp.example", "login.example"), "issuer");
        token("slash-issuer", claims().replace("/shop\"", "/shop/\""), "issuer");
        token("no-issuer", claims().replace("\"iss\":\"" + ISSUER + "\",", ""), "issuer");
        token("subject-is-number", claims().replace("\"sub\":\"ada\"", "\"sub\":7"), "claims", "subject", "structure");
    }

    private void addHeaders() {
        header("unknown-kid", HEADER.replace("blue-1", "green-9"), "key", "keyset", "signature");
        header("kid-is-number", HEADER.replace("\"blue-1\"", "77"), "claims", "structure", "key");
        header(
                "critical-extension",
                HEADER.replace("}", ",\"crit\":[\"b65\"],\"b65\":1}"),
                "claims",
                "structure",
                "signature");
        header("algorithm-of-hmac", HEADER.replace("RS256", "HS256"), "algorithm", "key", "signature", "keyset");
        header("algorithm-of-ec", HEADER.replace("RS256", "ES256"), "algorithm", "key", "signature", "keyset");
        header("algorithm-unknown", HEADER.replace("RS256", "RS999"), "algorithm", "key", "keyset", "structure");
        header("algorithm-none", HEADER.replace("RS256", "none"), "algorithm", "key", "signature", "structure");
        add("signed-by-other-key", signed(HEADER, claims(), stranger), jwks, "signature", "key", "keyset");
        add("altered", altered(), jwks, "signature", "key", "keyset");
    }

    private void addForms() {
        String valid = signed(HEADER, claims(), key);
        String[] parts = valid.split("\\.");
        add("two-segments", parts[0] + "." + parts[1], jwks, "structure", "signature");
        add("opaque", "b64opaque-token-without-dots", jwks, "structure");
        add("header-is-text", "bm90IGpzb24." + parts[1] + "." + parts[2], jwks, "structure");
        add("header-not-base64", "e!y!" + valid, jwks, "structure");
        add("claims-are-text", signed(HEADER, "not json", key), jwks, "structure", "claims");
        add("bearer-prefix", "Bearer " + valid, jwks, "structure");
    }

    private void addKeySets() {
        keySet("no-keys", "{\"keys\":[]}", "keyset", "key", "fetch", "signature");
        keySet("no-member-keys", "{\"error\":\"x\"}", "keyset", "fetch", "key", "structure");
        keySet("html", "<html><body>Sign in</body></html>", "fetch", "keyset", "structure");
        keySet("cut-off", jwks.substring(0, jwks.length() - 40), "fetch", "keyset", "structure");
        keySet("list", "[" + jwk + "]", "fetch", "keyset", "structure");
        keySet("null-entry", "{\"keys\":[null]}", "keyset", "key", "fetch");
        keySet("text-entry", "{\"keys\":[\"blue-1\"]}", "keyset", "key", "fetch");
        situations.add(new PrintedSituation("answer-500", signed(HEADER, claims(), key), "", Set.of("fetch"), 500));
        situations.add(new PrintedSituation("answer-404", signed(HEADER, claims(), key), "", Set.of("fetch"), 404));
    }

    private void addKeys() {
        String[] about = {"keyset", "key", "algorithm", "signature", "structure"};
        keySet("unknown-type", set("{\"kty\":\"ZZZ\",\"kid\":\"blue-1\"}"), about);
        keySet("no-type", set("{\"kid\":\"blue-1\",\"n\":\"AQAB\"}"), about);
        keySet("no-modulus", set("{\"kty\":\"RSA\",\"kid\":\"blue-1\",\"e\":\"AQAB\"}"), about);
        keySet("exponent-is-number", set(jwk.replace("\"AQAB\"", "65537")), about);
        keySet("modulus-not-base64", set(jwk.replace("\"n\":\"", "\"n\":\"!!")), about);
        keySet(
                "unknown-curve",
                set("{\"kty\":\"EC\",\"kid\":\"blue-1\",\"crv\":\"P-111\",\"x\":\"AA\",\"y\":\"AA\"}"),
                about);
        keySet("no-coordinate", set("{\"kty\":\"EC\",\"kid\":\"blue-1\",\"crv\":\"P-256\",\"x\":\"AA\"}"), about);
        keySet(
                "short-coordinates",
                set("{\"kty\":\"EC\",\"kid\":\"blue-1\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"),
                about);
        keySet("certificate-is-text", set(jwk.replace("}", ",\"x5c\":[\"!!\"]}")), about);
        keySet("for-encryption", set(jwk.replace("\"sig\"", "\"enc\"")), about);
        keySet("kid-of-key-is-number", set(jwk.replace("\"blue-1\"", "77")), about);
        KeyPair small = rsa(1_024);
        add("short-key", signed(HEADER, claims(), small), set(jwk(small, "blue-1")), about);
    }

    private String claims() {
        return claims(now - 60, now + 600);
    }

    private String claims(long begin, long end) {
        return "{\"iss\":\"" + ISSUER + "\",\"aud\":\"orders\",\"sub\":\"ada\",\"nbf\":" + begin + ",\"exp\":" + end
                + ",\"iat\":" + Math.min(begin, now) + "}";
    }

    private String altered() {
        String[] parts = signed(HEADER, claims(), key).split("\\.");
        return parts[0] + "." + encoded(claims().replace("ada", "eve")) + "." + parts[2];
    }

    private void token(String name, String claims, String... topics) {
        add(name, signed(HEADER, claims, key), jwks, topics);
    }

    private void header(String name, String header, String... topics) {
        add(name, signed(header, claims(), key), jwks, topics);
    }

    private void keySet(String name, String document, String... topics) {
        add(name, signed(HEADER, claims(), key), document, topics);
    }

    private void add(String name, String token, String document, String... topics) {
        situations.add(new PrintedSituation(name, token, document, Set.of(topics), 200));
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String jwk(KeyPair pair, String kid) {
        RSAPublicKey open = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"use\":\"sig\",\"e\":\"AQAB\",\"n\":\""
                + BASE64.encodeToString(unsigned(open.getModulus())) + "\"}";
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] octets = number.toByteArray();
        return octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String header, String claims, KeyPair pair) {
        try {
            String input = encoded(header) + "." + encoded(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
