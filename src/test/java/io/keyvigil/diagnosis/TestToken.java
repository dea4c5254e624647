package io.keyvigil.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a token together, right or wrong. Every change before {@link #signed()} is signed. */
final class TestToken {

    static final String AUDIENCE = "api://orders";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenKey key;
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private TestToken(TokenKey key) {
        this.key = key;
    }

    /** Issued a minute ago and good for an hour. */
    static TestToken of(TokenKey key, String issuer, Instant now) {
        TestToken token = new TestToken(key);
        token.header.put("alg", key.alg());
        token.header.put("typ", "JWT");
        if (!key.kid().isEmpty()) {
            token.header.put("kid", key.kid());
        }
        token.claims.put("iss", issuer);
        token.claims.put("aud", List.of(AUDIENCE));
        token.claims.put("sub", "3f2c9d5e-subject");
        token.claims.put("iat", now.getEpochSecond() - 60);
        token.claims.put("nbf", now.getEpochSecond() - 60);
        token.claims.put("exp", now.getEpochSecond() + 3_600);
        token.claims.put("scp", "Orders.Read");
        return token;
    }

    TestToken header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    TestToken withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    TestToken claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    TestToken without(String name) {
        claims.remove(name);
        return this;
    }

    String headerJson() {
        return json(header);
    }

    String claimsJson() {
        return json(claims);
    }

    String signingInput() {
        return encoded(headerJson()) + "." + encoded(claimsJson());
    }

    /** Signed with the key's own algorithm. */
    String signed() {
        return signedWith(key.alg());
    }

    /** Signed with that algorithm, whatever the header says. */
    String signedWith(String alg) {
        return joined(signingInput(), TokenSigner.sign(alg, key.pair(), signingInput()));
    }

    /** Signed as it is, then with other claims in the place of the signed ones. */
    String alteredTo(TestToken other) {
        String[] segments = signed().split("\\.");
        return segments[0] + "." + encoded(other.claimsJson()) + "." + segments[2];
    }

    /** A token of these texts, signed with the key. */
    static String signedTexts(TokenKey key, String header, String payload) {
        String input = encoded(header) + "." + encoded(payload);
        return joined(input, TokenSigner.sign(key.alg(), key.pair(), input));
    }

    static String joined(String signingInput, byte[] signature) {
        return signingInput + "." + encoded(signature);
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static byte[] decoded(String segment) {
        return Base64.getUrlDecoder().decode(segment);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
