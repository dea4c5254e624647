package io.keyvigil.real;

import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.Tokens;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Validly signed tokens with one member in a form that jose4j and Nimbus JOSE+JWT reject. */
final class OddTokens {

    private static final List<String> CLAIMS = List.of(
            "exp: \"1700000000\"",
            "exp: \"4102444800\"",
            "exp: [4102444800]",
            "exp: 9223372036854775808",
            "nbf: true",
            "nbf: \"1700000000\"",
            "iat: {\"a\":1}",
            "iat: \"5/29/2024 10:00:52 PM\"",
            "jti: 5",
            "sub: [\"ada\"]",
            "sub: {\"a\":1}");
    private static final List<String> HEADERS = List.of("b64: false", "kid: {}");

    private OddTokens() {}

    /** Returns the tokens, each by its odd member. */
    static Map<String, String> of(SigningKey key, String issuer) {
        Map<String, String> tokens = new LinkedHashMap<>();
        CLAIMS.forEach(odd -> tokens.put(odd, Tokens.signed(key, header(key, ""), claims(issuer, odd))));
        HEADERS.forEach(odd -> tokens.put(odd, Tokens.signed(key, header(key, odd), claims(issuer, ""))));
        return tokens;
    }

    /** Returns a token without an odd member. */
    static String plain(SigningKey key, String issuer) {
        return Tokens.signed(key, header(key, ""), claims(issuer, ""));
    }

    private static String header(SigningKey key, String odd) {
        return json(List.of("alg: \"ES256\"", "typ: \"JWT\"", "kid: \"" + key.kid() + "\"", odd));
    }

    private static String claims(String issuer, String odd) {
        long now = Instant.now().getEpochSecond();
        return json(List.of("iss: \"" + issuer + "\"", "iat: " + now, "exp: " + (now + 600), odd));
    }

    /** A later member replaces an earlier one of the same name. */
    private static String json(List<String> members) {
        Map<String, String> values = new LinkedHashMap<>();
        members.stream().filter(member -> !member.isEmpty()).forEach(member -> {
            int colon = member.indexOf(": ");
            values.put(member.substring(0, colon), member.substring(colon + 2));
        });
        return values.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
